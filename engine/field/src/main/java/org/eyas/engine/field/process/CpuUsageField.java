package org.eyas.engine.field.process;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.schema.EventSchema;

/**
 * Reads the processor time that a process used between two events with its figures: parameter 0 is the user time,
 * parameter 1 the system time. Only old captures have such events. They are rare, so boxing does not matter.
 */
final class CpuUsageField implements FieldReader.OfDouble {
  private static final int PROCINFO = EventSchema.current().type("PROCINFO_E").code();
  private static final long FULL = 100;

  private final Map<Long, Long> lastByThread = new HashMap<>();
  private final int first;
  private final int last;

  private CpuUsageField(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** A field for the sum of the parameters from first to last. */
  static FieldRow field(String name, String description, int first, int last) {
    return FieldRow.of(name, ValueType.DOUBLE, Format.NA, description, argument -> new CpuUsageField(first, last));
  }

  @Override
  public Presence read(Event event, NumberCell out) {
    if (event.type().code() != PROCINFO || !event.process().known()) {
      return Presence.ABSENT;
    }
    long total = 0;
    for (int i = first; i <= last; i++) {
      total += event.number(i);
    }
    Long before = lastByThread.put(event.threadId(), total);
    double used = before == null || before == 0 ? 0 : Math.min(FULL, total - before);
    return out.set(Double.doubleToRawLongBits(used));
  }
}
