package org.eyas.engine.field.syscall;

import static org.eyas.api.event.ValueType.UINT32;
import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;

import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.schema.EventSchema;

/** {@code evt.count.*}: 1 if a call of this kind failed, 0 if it did not fail, absent for calls of other kinds. */
final class ErrorCountFields {
  private static final boolean[] OPENS = EventTraits.ofIds("SYSCALL_OPEN_X", "SYSCALL_CREAT_X", "SYSCALL_OPENAT_2_X",
      "SYSCALL_OPENAT2_X", "SYSCALL_OPEN_BY_HANDLE_AT_X");
  private static final boolean[] CONNECTS =
      EventTraits.ofIds("SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X", "SOCKET_CONNECT_X");
  private static final boolean[] MEMORY = EventTraits.table(type -> type.category().equals("memory"));
  private static final int PROCINFO = EventSchema.current().type("PROCINFO_E").code();

  private ErrorCountFields() {}

  static List<FieldRow> all() {
    return List.of(
        count("evt.count.error", "1 if the call failed, else 0.", e -> true),
        count("evt.count.error.file", "1 if a call on a file failed.", ErrorCountFields::isFile),
        count("evt.count.error.net", "1 if a call on a socket failed.", ErrorCountFields::isNet),
        count("evt.count.error.memory", "1 if a call about memory failed.", e -> MEMORY[e.type().code()]),
        count("evt.count.error.other", "1 if a call of another kind failed.", ErrorCountFields::isOther),
        FieldRow.number("evt.count.exit", UINT32, "1 for events at the end of a call.",
            (e, out) -> e.type().direction() == Direction.EXIT ? out.set(1) : Presence.ABSENT),
        FieldRow.number("evt.count.procinfo", UINT32, "1 for the process figures of a main thread.",
            (e, out) -> out.set(e.type().code() == PROCINFO && e.process().threads().mainThread())).flags(HIDDEN),
        FieldRow.number("evt.count.threadinfo", UINT32, "1 for the process figures of a thread.",
            (e, out) -> out.set(e.type().code() == PROCINFO)).flags(HIDDEN));
  }

  private static FieldRow count(String name, String description, Kind kind) {
    return FieldRow.number(name, UINT32, description, new Failed(kind));
  }

  private static boolean isFile(Event event) {
    return event.fd().known() ? isFile(event.fd().type()) : OPENS[event.type().code()];
  }

  private static boolean isNet(Event event) {
    return event.fd().known() ? isSocket(event.fd().type()) : CONNECTS[event.type().code()];
  }

  private static boolean isOther(Event event) {
    if (event.fd().known()) {
      return !isFile(event.fd().type()) && !isSocket(event.fd().type());
    }
    int code = event.type().code();
    return !OPENS[code] && !CONNECTS[code] && !MEMORY[code];
  }

  private static boolean isFile(FdType type) {
    return type == FdType.FILE || type == FdType.DIRECTORY;
  }

  private static boolean isSocket(FdType type) {
    return type.isInet() || type == FdType.UNIX;
  }

  /** Whether the field counts a call. */
  private interface Kind {
    boolean has(Event event);
  }

  private record Failed(Kind kind) implements FieldReader.OfNumber {
    @Override
    public Presence read(Event event, NumberCell out) {
      return EventTraits.returns(event) && kind.has(event) ? out.set(EventTraits.failed(event)) : Presence.ABSENT;
    }
  }
}
