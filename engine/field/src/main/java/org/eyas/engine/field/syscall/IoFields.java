package org.eyas.engine.field.syscall;

import static org.eyas.api.event.ValueType.UINT64;
import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;

import java.util.List;
import java.util.function.Predicate;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.EventTraits;

/** Whether and how an event reads, writes or waits. */
final class IoFields {
  private static final Text READ = Text.of("read");
  private static final Text WRITE = Text.of("write");
  private static final Text LOG_SOCKET = Text.of("/dev/log");

  private IoFields() {}

  static List<FieldRow> all() {
    return List.of(
        length("evt.buflen", "How many bytes a read or write moved.", any -> true, any -> true),
        FieldRow.truth("evt.is_io", "Whether the event reads from or writes to a descriptor.",
            (e, out) -> out.set(reads(e) || writes(e))),
        FieldRow.truth("evt.is_io_read", "Whether the event reads from a descriptor.", (e, out) -> out.set(reads(e))),
        FieldRow.truth("evt.is_io_write", "Whether the event writes to a descriptor.", (e, out) -> out.set(writes(e))),
        FieldRow.text("evt.io_dir", "read or write.", e -> writes(e) ? WRITE : reads(e) ? READ : Text.ABSENT),
        FieldRow.truth("evt.is_wait", "Whether the call may make the thread wait.",
            (e, out) -> out.set(e.type().is(EventFlag.WAITS))),
        FieldRow.truth("evt.is_syslog", "Whether the event writes to /dev/log.",
            (e, out) -> out.set(writes(e) && e.fd().known() && e.fd().name().contains(LOG_SOCKET))));
  }

  /** The number of bytes by kind of descriptor and direction. These fields exist for old rules and are not listed. */
  static List<FieldRow> lengths() {
    Predicate<EventType> in = type -> type.category().equals("io_read");
    Predicate<EventType> out = type -> type.category().equals("io_write");
    Predicate<FdType> file = type -> type == FdType.FILE;
    return List.of(
        hidden("evt.buflen.in", in, any -> true),
        hidden("evt.buflen.out", out, any -> true),
        hidden("evt.buflen.file", any -> true, file),
        hidden("evt.buflen.file.in", in, file),
        hidden("evt.buflen.file.out", out, file),
        hidden("evt.buflen.net", any -> true, FdType::isInet),
        hidden("evt.buflen.net.in", in, FdType::isInet),
        hidden("evt.buflen.net.out", out, FdType::isInet));
  }

  private static FieldRow hidden(String name, Predicate<EventType> events, Predicate<FdType> descriptors) {
    return length(name, "How many bytes an event of this kind moved.", events, descriptors).flags(HIDDEN);
  }

  private static FieldRow length(
      String name, String description, Predicate<EventType> events, Predicate<FdType> descriptors) {
    boolean[] counted = EventTraits.table(type -> type.category().startsWith("io_") && events.test(type));
    return FieldRow.number(name, UINT64, description, new Moved(counted, descriptors));
  }

  private static boolean reads(Event event) {
    return event.type().is(EventFlag.READS_FROM_FD);
  }

  private static boolean writes(Event event) {
    return event.type().is(EventFlag.WRITES_TO_FD);
  }

  private record Moved(boolean[] counted, Predicate<FdType> descriptors) implements FieldReader.OfNumber {
    @Override
    public Presence read(Event event, NumberCell out) {
      boolean moved = counted[event.type().code()] && EventTraits.returns(event) && !EventTraits.failed(event);
      return moved && event.fd().known() && descriptors.test(event.fd().type())
          ? out.set(event.number(0))
          : Presence.ABSENT;
    }
  }
}
