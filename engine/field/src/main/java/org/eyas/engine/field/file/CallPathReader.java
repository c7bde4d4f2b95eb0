package org.eyas.engine.field.file;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.field.descriptor.FdNameReader;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.field.param.PathParamResolver;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.PathResolver;

/** Reads one path of a call that has path parameters. */
final class CallPathReader implements FieldReader.OfBytes {
  private static final boolean[] OPENS =
      EventTraits.ofIds("SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X");
  private static final boolean[] OPENS_AT = EventTraits.ofIds("SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X");
  private static final boolean[] BY_FD = EventTraits.ofIds("SYSCALL_FCHMOD_X", "SYSCALL_FCHOWN_X");
  private static final int SYMLINK_AT = EventSchema.current().type("SYSCALL_SYMLINKAT_X").code();
  private static final Text UNKNOWN = Text.of("<UNKNOWN>");

  private final int[] params;
  private final FdNameReader descriptor = new FdNameReader();
  private final PathParamResolver relative = new PathParamResolver();
  private final ByteBuilder scratch = new ByteBuilder();
  private final boolean raw;
  private final boolean fromDescriptor;

  /** Selects a path of a call. The source of a link is the new path; its target is the path to which it leads. */
  enum Role {
    NAME,
    SOURCE,
    TARGET
  }

  CallPathReader(Role role, boolean raw) {
    this.raw = raw;
    fromDescriptor = role == Role.NAME;
    params = switch (role) {
      case NAME -> PathParams.NAME;
      case SOURCE -> PathParams.SOURCE;
      case TARGET -> PathParams.TARGET;
    };
  }

  @Override
  public Bytes read(Event event) {
    int code = event.type().code();
    if (fromDescriptor && BY_FD[code]) {
      return event.number(0) == 0 ? descriptor.read(event) : Text.ABSENT;
    }
    int param = params[code];
    if (param < 0 || !succeeded(event) || !event.has(param)) {
      return Text.ABSENT;
    }
    return raw ? event.bytes(param) : absolute(event, param);
  }

  /** For an open call, Falco only checks that the result is not -1. So failed calls count, except those with EPERM. */
  private static boolean succeeded(Event event) {
    return OPENS[event.type().code()] ? event.number(0) != -1 : event.number(0) == 0;
  }

  private Bytes absolute(Event event, int param) {
    Bytes path = event.bytes(param);
    if (!event.process().known()) {
      return Text.ABSENT;
    }
    if (!path.isEmpty() && path.at(0) == '/') {
      PathResolver.resolve(Text.EMPTY, path, event.keepsBytes(), scratch);
      return scratch.view();
    }
    if (OPENS_AT[event.type().code()]) {
      return event.fd().known() ? event.fd().name() : UNKNOWN;
    }
    if (event.type().params().get(param).type() != ValueType.CHARBUF) {
      scratch.clear();
      relative.resolve(event, param, scratch);
      return scratch.view();
    }
    // The content of a symbolic link is not a path relative to this process; Falco resolves it so nevertheless.
    PathResolver.resolve(event.type().code() == SYMLINK_AT ? UNKNOWN : event.process().place().cwd(), path, event.keepsBytes(),
        scratch);
    return scratch.view();
  }
}
