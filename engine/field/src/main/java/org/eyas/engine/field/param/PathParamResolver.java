package org.eyas.engine.field.param;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.text.PathResolver;

/**
 * Makes a path parameter absolute. The path is relative to the directory that the event names, or to the current
 * directory.
 */
public final class PathParamResolver {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final long AT_FDCWD = -100;

  private final ByteBuilder directory = new ByteBuilder();

  /** Puts the absolute path into {@code out}; nothing if the path is already absolute, or cannot be resolved. */
  public void resolve(Event event, int param, ByteBuilder out) {
    if (isRelative(event, param)) {
      PathResolver.resolve(directoryOf(event, param), event.bytes(param), event.keepsBytes(), out);
    }
  }

  /** The same for paths of any length: see {@link PathResolver#resolveLong}. */
  public void resolveLong(Event event, int param, ByteBuilder out) {
    if (isRelative(event, param)) {
      PathResolver.resolveLong(directoryOf(event, param), event.bytes(param), out);
    }
  }

  private static boolean isRelative(Event event, int param) {
    Bytes path = event.bytes(param);
    return !path.isEmpty() && path.at(0) != '/' && !path.contentEquals(NOT_AVAILABLE) && event.process().known();
  }

  /** The directory, with a final slash. */
  private Bytes directoryOf(Event event, int param) {
    ParamDefinition definition = event.type().params().get(param);
    int holder = definition.type() == ValueType.FSRELPATH ? holderOf(definition) : -1;
    if (holder < 0 || event.has(holder) && event.number(holder) == AT_FDCWD) {
      return event.process().place().cwd();
    }
    return event.has(holder) ? ofFd(event.process().descriptors().fd(event.number(holder)), directory) : Text.EMPTY;
  }

  /** The name of a directory's descriptor with a final slash; empty if it is not known. */
  public static Bytes ofFd(FdInfo fd, ByteBuilder scratch) {
    if (!fd.known() || fd.name().isEmpty()) {
      return Text.EMPTY;
    }
    Bytes name = fd.name();
    if (name.at(name.length() - 1) == '/') {
      return name;
    }
    return scratch.clear().append(name).append('/').view();
  }

  /** Returns the index from a text such as {@code dirfd=1}. */
  private static int holderOf(ParamDefinition definition) {
    String values = definition.values();
    return values.startsWith("dirfd=") ? values.charAt("dirfd=".length()) - '0' : -1;
  }
}
