package org.eyas.engine.compile.node;

import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.TypedValue;

/** Reads several texts once per event. */
public final class TextListSource {
  private final TypedValue of;
  private final FieldReader.OfManyBytes reader;
  private final BytesList values = new BytesList();
  private boolean present;
  private long stamp;

  TextListSource(TypedValue of) {
    this.of = of;
    reader = (FieldReader.OfManyBytes) ValueReaderFactory.of(of);
  }

  /** Whether the value is present, even if it has no elements; {@link #values} returns the elements. */
  boolean read(EvaluationFrame frame) {
    if (stamp != frame.stamp()) {
      values.clear();
      present = frame.isPresent(reader.read(frame.event(), values), of);
      stamp = frame.stamp();
    }
    return present;
  }

  BytesList values() {
    return values;
  }
}
