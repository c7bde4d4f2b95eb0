package org.eyas.engine.field.file;

import java.util.Arrays;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.PathParamResolver;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.PathResolver;
import org.jspecify.annotations.Nullable;

/** {@code evt.abspath}: the absolute path of a call that has a path parameter and the directory for relative paths. */
public final class AbsolutePathField {
  private static final Text UNKNOWN_DIRECTORY = Text.of("<UNKNOWN>/");
  private static final long AT_FDCWD = -100;
  private static final int BY_HANDLE = EventSchema.current().type("SYSCALL_OPEN_BY_HANDLE_AT_X").code();

  private AbsolutePathField() {}

  public static FieldRow field() {
    return FieldRow.textPerUse("evt.abspath",
        "The absolute path of a *at call; evt.abspath.src and evt.abspath.dst for calls with two paths.",
        AbsolutePathField::reader)
        .withArgument(Argument.OPTIONAL_KEY);
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

    /** @param which 0 for the first and 1 for the second pair of parameters, for calls that have two pairs */
    Reader(int which) {
      Arrays.fill(paths, -1);
      String[] two = which == 0 ? new String[] {"olddirfd", "oldpath"} : new String[] {"newdirfd", "newpath"};
      add("SYSCALL_RENAMEAT_X", two[0], two[1]);
      add("SYSCALL_RENAMEAT2_X", two[0], two[1]);
      add("SYSCALL_LINKAT_2_X", two[0].replace("fd", ""), two[1]);
      // As in Falco, the value is the only path of these calls for any argument.
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
        return Text.ABSENT;
      }
      if (code == BY_HANDLE) {
        return event.number(0) > 0 ? resolve(event, Text.EMPTY, 3) : Text.ABSENT;
      }
      int path = paths[code];
      if (path < 0 || !event.has(path) || !event.has(directories[code])) {
        return Text.ABSENT;
      }
      return resolve(event, directoryOf(event, event.number(directories[code])), path);
    }

    private Bytes directoryOf(Event event, long fd) {
      if (fd == AT_FDCWD) {
        return event.process().place().cwd();
      }
      FdInfo holder = event.process().descriptors().fd(fd);
      return holder.known() ? PathParamResolver.ofFd(holder, directory) : UNKNOWN_DIRECTORY;
    }

    private Bytes resolve(Event event, Bytes from, int path) {
      PathResolver.resolve(from, event.bytes(path), event.keepsBytes(), out);
      return out.view();
    }
  }
}
