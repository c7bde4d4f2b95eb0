package org.eyas.engine.field.descriptor;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.param.ParamText;
import org.eyas.engine.field.param.PathParamResolver;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.PathResolver;

/**
 * Reads the name of an event's file descriptor from the descriptor table. A failed call creates no entry in that table,
 * so its name comes from the parameters of the call. Used by one thread.
 */
public final class FdNameReader {
  private static final boolean[] FIRST_PARAM = EventTraits.ofIds(
      "SYSCALL_OPEN_X", "SYSCALL_CREAT_X", "SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X", "SOCKET_CONNECT_X");
  private static final boolean[] OPEN_AT = EventTraits.ofIds("SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X");
  private static final int BY_HANDLE = EventSchema.current().type("SYSCALL_OPEN_BY_HANDLE_AT_X").code();
  private static final Text UNKNOWN = Text.of("<UNKNOWN>");
  private static final Text SLASH = Text.of("/");
  private static final long AT_FDCWD = -100;

  private final ParamText param = new ParamText();
  private final ByteBuilder directory = new ByteBuilder();
  private final ByteBuilder path = new ByteBuilder();
  private final ByteView slice = new ByteView();
  private final DoubleSlashRemover slashes = new DoubleSlashRemover();

  /** The absolute path or the tuple; absent if the event has no descriptor. */
  public Bytes read(Event event) {
    if (!DescriptorFieldRows.concerns(event)) {
      return Text.ABSENT;
    }
    return event.fd().known() ? event.fd().name() : asked(event, false);
  }

  /** The path as the call passed it, without doubled slashes. */
  Bytes readRaw(Event event) {
    if (!DescriptorFieldRows.concerns(event)) {
      return Text.ABSENT;
    }
    return slashes.single(event.fd().known() ? event.fd().nameRaw() : asked(event, true));
  }

  /** The directory of a file; for a directory, the directory itself. */
  Bytes readDirectory(Event event) {
    if (!DescriptorFieldRows.concerns(event)) {
      return Text.ABSENT;
    }
    if (!event.fd().known()) {
      Bytes asked = asked(event, false);
      return asked.isPresent() ? directoryOf(asked) : asked;
    }
    return switch (event.fd().type()) {
      case FILE -> directoryOf(event.fd().name());
      case DIRECTORY -> event.fd().name();
      default -> Text.ABSENT;
    };
  }

  /** The last part of a file's path. */
  Bytes readFileName(Event event) {
    if (!DescriptorFieldRows.isKnown(event) || event.fd().type() != FdType.FILE) {
      return Text.ABSENT;
    }
    Bytes name = event.fd().name();
    int slash = name.lastIndexOf('/');
    if (slash < 0) {
      return SLASH;
    }
    return slash < name.length() - 1 ? name.slice(slash + 1, name.length(), slice) : name;
  }

  private Bytes directoryOf(Bytes name) {
    int slash = name.lastIndexOf('/');
    if (slash <= 0) {
      return SLASH;
    }
    return slash < name.length() - 1 ? name.slice(0, slash, slice) : name;
  }

  private Bytes asked(Event event, boolean raw) {
    int code = event.type().code();
    if (event.type().direction() == EventType.Direction.ENTER) {
      return Text.ABSENT;
    }
    if (FIRST_PARAM[code]) {
      return event.paramCount() > 1 ? param.read(event, 1).text() : Text.EMPTY;
    }
    if (OPEN_AT[code]) {
      return event.has(2) ? openAt(event, raw) : Text.ABSENT;
    }
    return code == BY_HANDLE ? event.bytes(3) : Text.EMPTY;
  }

  private Bytes openAt(Event event, boolean raw) {
    Bytes name = event.bytes(2);
    if (raw) {
      return name;
    }
    if (!event.has(1)) {
      return Text.ABSENT;
    }
    // The length of a directory that does not count must not make the path too long.
    boolean absolute = !name.isEmpty() && name.at(0) == '/';
    PathResolver.resolve(absolute ? Text.EMPTY : directory(event, event.number(1)), name, event.keepsBytes(), path);
    return path.view();
  }

  private Bytes directory(Event event, long fd) {
    if (fd == AT_FDCWD) {
      return event.process().place().cwd();
    }
    FdInfo holder = event.process().descriptors().fd(fd);
    return holder.known() ? PathParamResolver.ofFd(holder, directory) : UNKNOWN;
  }
}
