package org.eyas.engine.field;

import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;
import org.eyas.engine.schema.EventSchema;

/** Reads {@code file.changed}. This is the one place that knows which calls write a file or put one in its place. */
final class ChangedPaths implements FieldReader.OfManyBytes {
  private static final int[] NEW_NAME = EventTraits.params(Map.of(
      "SYSCALL_RENAME_X", "newpath", "SYSCALL_RENAMEAT_X", "newpath", "SYSCALL_RENAMEAT2_X", "newpath",
      "SYSCALL_LINK_2_X", "newpath", "SYSCALL_LINKAT_2_X", "newpath",
      "SYSCALL_SYMLINK_X", "linkpath", "SYSCALL_SYMLINKAT_X", "linkpath",
      "SYSCALL_MKNOD_X", "path", "SYSCALL_MKNODAT_X", "path", "SYSCALL_MOUNT_X", "dir"));
  private static final boolean[] OPENS = EventTraits.ofIds(
      "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_CREAT_X", "SYSCALL_OPEN_BY_HANDLE_AT_X");
  private static final EventType EXCHANGING = EventSchema.current().type("SYSCALL_RENAMEAT2_X");
  private static final int EXCHANGED = EXCHANGING.indexOf("oldpath");
  private static final int FLAGS = EXCHANGING.indexOf("flags");
  private static final int RENAME_EXCHANGE = 2;

  private final AbsolutePath newName = new AbsolutePath();
  private final AbsolutePath oldName = new AbsolutePath();

  @Override
  public Presence read(Event event, BytesList out) {
    int code = event.type().code();
    if (OPENS[code]) {
      return opened(event, out);
    }
    int param = NEW_NAME[code];
    if (param < 0 || event.number(0) != 0 || !event.process().known() || MountCall.keepsFiles(event)) {
      return Presence.ABSENT;
    }
    out.add(newName.read(event, param));
    if (event.type() == EXCHANGING && (event.number(FLAGS) & RENAME_EXCHANGE) != 0) {
      out.add(oldName.read(event, EXCHANGED));
    }
    return Presence.PRESENT;
  }

  private static Presence opened(Event event, BytesList out) {
    if (event.number(0) < 0 || !OpenFields.writes(event) || !event.fd().known() || event.fd().type() != FdType.FILE) {
      return Presence.ABSENT;
    }
    out.add(event.fd().name());
    return Presence.PRESENT;
  }
}
