package org.eyas.core.field;

import java.util.Arrays;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldReader;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.text.PathResolver;
import org.jspecify.annotations.Nullable;

/** {@code evt.abspath}: the absolute path of a call that takes a path and the directory it starts from. */
final class AbsolutePathField {
  private static final Text UNKNOWN_DIRECTORY = Text.of("<UNKNOWN>/");
  private static final long AT_FDCWD = -100;
  private static final int BY_HANDLE = EventSchema.current().type("SYSCALL_OPEN_BY_HANDLE_AT_X").code();

  private AbsolutePathField() {}

  static Field field() {
    return Field.textPerUse("evt.abspath",
            "The absolute path a *at call works on; evt.abspath.src and evt.abspath.dst of calls with two.",
            AbsolutePathField::reader)
        .takes(Argument.OPTIONAL_KEY);
  }

  private static FieldReader reader(@Nullable String argument) {
    return switch (argument) {
      case null -> new Reader(0);
      case "src" -> new Reader(0);
      case "dst" -> new Reader(1);
      default -> throw new IllegalArgumentException("evt.abspath takes src or dst, not '" + argument + "'");
    };
  }

  private static final class Reader implements FieldReader.OfBytes {
    private final int[] paths = new int[EventSchema.current().size()];
    private final int[] directories = new int[EventSchema.current().size()];
    private final ByteBuilder directory = new ByteBuilder();
    private final ByteBuilder out = new ByteBuilder();

    /**
     * @param which the first or the second pair of parameters of calls that have two
     */
    Reader(int which) {
      Arrays.fill(paths, -1);
      String[] two = which == 0 ? new String[] {"olddirfd", "oldpath"} : new String[] {"newdirfd", "newpath"};
      add("SYSCALL_RENAMEAT_X", two[0], two[1]);
      add("SYSCALL_RENAMEAT2_X", two[0], two[1]);
      add("SYSCALL_LINKAT_2_X", two[0].replace("fd", ""), two[1]);
      // Falco answers with the only path of these calls whatever was asked.
      add("SYSCALL_SYMLINKAT_X", "linkdirfd", "linkpath");
      add("SYSCALL_OPENAT_2_X", "dirfd", "name");
      add("SYSCALL_OPENAT2_X", "dirfd", "name");
      add("SYSCALL_UNLINKAT_2_X", "dirfd", "name");
      add("SYSCALL_MKDIRAT_X", "dirfd", "path");
      add("SYSCALL_FCHMODAT_X", "dirfd", "filename");
      add("SYSCALL_FCHOWNAT_X", "dirfd", "pathname");
    }

    private void add(String id, String directoryParam, String pathParam) {
      EventType type = EventSchema.current().type(id);
      paths[type.code()] = type.indexOf(pathParam);
      directories[type.code()] = type.indexOf(directoryParam);
    }

    @Override
    public Bytes read(Event event) {
      int code = event.type().code();
      if (!event.process().known()) {
        return Bytes.ABSENT;
      }
      if (code == BY_HANDLE) {
        return event.number(0) > 0 ? resolve(Bytes.EMPTY, event.bytes(3)) : Bytes.ABSENT;
      }
      int path = paths[code];
      if (path < 0 || !event.has(path) || !event.has(directories[code])) {
        return Bytes.ABSENT;
      }
      return resolve(directoryOf(event, event.number(directories[code])), event.bytes(path));
    }

    private Bytes directoryOf(Event event, long fd) {
      if (fd == AT_FDCWD) {
        return event.process().cwd();
      }
      return event.process().fd(fd).known() ? PathParam.ofFd(event.process().fd(fd), directory) : UNKNOWN_DIRECTORY;
    }

    private Bytes resolve(Bytes from, Bytes path) {
      PathResolver.resolve(from, path, out);
      return out.view();
    }
  }
}
