package org.eyas.engine.field.param;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.common.TsvTable;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;

/** The names of events. */
public final class EventNames {
  /** Codes of events that carry their name: a system call without its own event, and asynchronous events. */
  public static final int GENERIC = EventSchema.current().type("GENERIC_X").code();
  static final int ASYNC = EventSchema.current().type("ASYNCEVENT_E").code();

  private static final Text[] BY_CODE = names();
  private static final int[] SYSCALL_BY_NUMBER = syscallsByNumber();

  private EventNames() {}

  /** The value of {@code evt.type}; empty for an asynchronous event without a name. */
  public static Bytes of(Event event) {
    int code = event.type().code();
    if (code == GENERIC) {
      return ofSyscall(event);
    }
    return code == ASYNC ? event.bytes(1) : BY_CODE[code];
  }

  /** The name of an event type. */
  static Text of(EventType type) {
    return BY_CODE[type.code()];
  }

  /** The system call of a generic event. If the recorder did not know the call, it is found by its number. */
  static Text ofSyscall(Event event) {
    int code = (int) event.number(0);
    if (code == 0 && event.has(1)) {
      return SyscallCodes.name(codeOf(event.number(1)));
    }
    return SyscallCodes.name(code);
  }

  private static int codeOf(long number) {
    return number >= 0 && number < SYSCALL_BY_NUMBER.length ? SYSCALL_BY_NUMBER[(int) number] : 0;
  }

  private static Text[] names() {
    EventSchema schema = EventSchema.current();
    Text[] names = new Text[schema.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = Text.of(schema.type(i).name());
    }
    return names;
  }

  private static int[] syscallsByNumber() {
    var rows = TsvTable.rows(EventSchema.class, "syscalls_x86_64.tsv");
    int last = rows.stream().mapToInt(row -> Integer.parseInt(row[0])).max().orElse(-1);
    int[] codes = new int[last + 1];
    rows.forEach(row -> codes[Integer.parseInt(row[0])] = Integer.parseInt(row[4]));
    return codes;
  }
}
