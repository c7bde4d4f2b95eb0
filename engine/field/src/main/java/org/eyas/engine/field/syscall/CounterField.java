package org.eyas.engine.field.syscall;

import static org.eyas.api.field.FieldDefinition.Flag.HIDDEN;

import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldRow;

/** {@code util.cnt}: how often this use of the field was read. */
final class CounterField implements FieldReader.OfNumber {
  private long count;

  private CounterField() {}

  static List<FieldRow> all() {
    return List.of(FieldRow.of("util.cnt", ValueType.UINT64, Format.ID, "Counts up each time it is read.",
        argument -> new CounterField()).flags(HIDDEN));
  }

  @Override
  public Presence read(Event event, NumberCell out) {
    return out.set(++count);
  }
}
