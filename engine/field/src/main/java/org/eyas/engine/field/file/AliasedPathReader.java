package org.eyas.engine.field.file;

import java.util.Map;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.PathResolver;

/**
 * Reads {@code file.aliased}. No other class knows which calls give a file another name. A relative symbolic link is
 * resolved from the link's own directory, as the kernel does.
 */
final class AliasedPathReader implements FieldReader.OfManyBytes {
  private static final EventType LINK_AT = EventSchema.current().type("SYSCALL_LINKAT_2_X");
  private static final int LINK_AT_DIRECTORY = LINK_AT.indexOf("olddir");
  private static final int MOUNT_SOURCE = MountCall.TYPE.indexOf("dev");
  private static final int[] OLD_NAME =
      EventTraits.params(Map.of("SYSCALL_LINK_2_X", "oldpath", "SYSCALL_LINKAT_2_X", "oldpath"));
  private static final int[] TARGET =
      EventTraits.params(Map.of("SYSCALL_SYMLINK_X", "target", "SYSCALL_SYMLINKAT_X", "target"));
  private static final int[] LINK =
      EventTraits.params(Map.of("SYSCALL_SYMLINK_X", "linkpath", "SYSCALL_SYMLINKAT_X", "linkpath"));

  private static final EventType CHROOT = EventSchema.current().type("SYSCALL_CHROOT_X");
  private static final int NEW_ROOT = CHROOT.indexOf("path");
  private static final EventType OPTION = EventSchema.current().type("SYSCALL_FSCONFIG_X");
  private static final int COMMAND = OPTION.indexOf("cmd");
  private static final int KEY = OPTION.indexOf("key");
  private static final int VALUE = OPTION.indexOf("value_charbuf");
  private static final int DESCRIPTOR = OPTION.indexOf("aux");
  private static final long SET_STRING = 1;
  private static final long SET_DESCRIPTOR = 5;

  private final DetailPathReader details = new DetailPathReader(CallDetails::aliased);
  private final OverlayDirectories overlay = new OverlayDirectories();
  private final AbsolutePathReader path = new AbsolutePathReader();
  private final ByteView directory = new ByteView();
  private final ByteBuilder target = new ByteBuilder();

  @Override
  public Presence read(Event event, BytesList out) {
    int before = out.size();
    if (event.type() == CHROOT) {
      newRoot(event, out);
    } else if (details.read(event, out) == Presence.ABSENT && event.number(0) == 0 && event.process().known()) {
      ofParameters(event, out);
    }
    return out.size() > before ? Presence.PRESENT : Presence.ABSENT;
  }

  // A thread whose root is the root of the mounts sees each file under its usual name, so this chroot makes no alias.
  private void newRoot(Event event, BytesList out) {
    int before = out.size();
    if (details.read(event, out) == Presence.ABSENT && event.number(0) == 0 && event.process().known()) {
      out.add(path.read(event, NEW_ROOT));
    }
    if (out.size() > before && out.get(before).length() <= 1) {
      out.clear();
    }
  }

  private void ofParameters(Event event, BytesList out) {
    int code = event.type().code();
    if (OLD_NAME[code] >= 0) {
      out.add(linked(event, OLD_NAME[code]));
    } else if (TARGET[code] >= 0) {
      out.add(pointedTo(event, event.bytes(TARGET[code]), LINK[code]));
    } else if (event.type() == OPTION) {
      option(event, out);
    } else if (MountCall.makesAlias(event)) {
      out.add(path.read(event, MOUNT_SOURCE));
    } else if (event.type() == MountCall.TYPE && !event.details().mountOptions().isEmpty()) {
      overlay.ofOptions(event.details().mountOptions(), event.details().directory(), out);
    }
  }

  private void option(Event event, BytesList out) {
    if (!OverlayDirectories.isDirectory(event.bytes(KEY))) {
      return;
    }
    if (event.number(COMMAND) == SET_STRING) {
      overlay.directories(event.bytes(VALUE), event.process().place().cwd(), out);
    } else if (event.number(COMMAND) == SET_DESCRIPTOR) {
      out.add(event.process().descriptors().fd(event.number(DESCRIPTOR)).name());
    }
  }

  // An empty path with AT_EMPTY_PATH is the descriptor itself.
  private Bytes linked(Event event, int oldName) {
    if (event.type() == LINK_AT && event.bytes(oldName).isEmpty()) {
      return event.process().descriptors().fd(event.number(LINK_AT_DIRECTORY)).name();
    }
    return path.read(event, oldName);
  }

  private Bytes pointedTo(Event event, Bytes given, int linkParam) {
    Bytes link = path.read(event, linkParam);
    PathResolver.resolveLong(link.slice(0, link.lastIndexOf('/') + 1, directory), given, target);
    return target.view();
  }
}
