package org.eyas.engine.field.file;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.FlagTable;

/** {@code evt.is_open_*}: the access with which a file was opened. */
public final class FileOpenFields {
  private static final long READ = flag("O_RDONLY");
  private static final long WRITE = flag("O_WRONLY");
  private static final long CREATE = flag("O_CREAT");
  private static final long TMPFILE = flag("O_TMPFILE");
  private static final long CREATED = flag("O_F_CREATED");
  private static final long ANY_EXEC = 0111;

  private static final int[] FLAGS = params("flags", "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X",
      "SYSCALL_OPEN_BY_HANDLE_AT_X");
  private static final int[] MODE = params("mode", "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X");
  private static final int CREAT = EventSchema.current().type("SYSCALL_CREAT_X").code();
  private static final int CREAT_MODE = EventSchema.current().type("SYSCALL_CREAT_X").indexOf("mode");

  private FileOpenFields() {}

  public static List<FieldRow> all() {
    return List.of(
        FieldRow.truth("evt.is_open_read", "Whether an open call asked for read access.",
            (e, out) -> out.set((flags(e) & READ) != 0)),
        FieldRow.truth("evt.is_open_write", "Whether an open call asked for write access.",
            (e, out) -> out.set((flags(e) & WRITE) != 0)),
        FieldRow.truth("evt.is_open_exec", "Whether an open or creat call created an executable file.",
            (e, out) -> out.set(makesExecutable(e))),
        FieldRow.truth("evt.is_open_create", "Whether an open call created the file.",
            (e, out) -> out.set(creates(e))));
  }

  /** Whether an open or creat call asked for write access. */
  static boolean writes(Event event) {
    return event.type().code() == CREAT || (flags(event) & WRITE) != 0;
  }

  private static long flags(Event event) {
    int param = FLAGS[event.type().code()];
    return param < 0 ? 0 : event.number(param);
  }

  private static boolean creates(Event event) {
    long flags = flags(event);
    return (flags & CREATED) != 0 || (flags & TMPFILE) != 0 && EventTraits.returns(event) && !EventTraits.failed(event);
  }

  private static boolean makesExecutable(Event event) {
    int code = event.type().code();
    if (code == CREAT) {
      return (event.number(CREAT_MODE) & ANY_EXEC) != 0;
    }
    int mode = MODE[code];
    return mode >= 0 && (flags(event) & (CREATE | TMPFILE)) != 0 && (event.number(mode) & ANY_EXEC) != 0;
  }

  private static int[] params(String name, String... ids) {
    int[] byCode = new int[EventSchema.current().size()];
    Arrays.fill(byCode, -1);
    for (String id : ids) {
      EventType type = EventSchema.current().type(id);
      byCode[type.code()] = type.indexOf(name);
    }
    return byCode;
  }

  private static long flag(String name) {
    return FlagTable.named("file_flags").value(name);
  }
}
