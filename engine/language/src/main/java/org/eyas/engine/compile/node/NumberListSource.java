package org.eyas.engine.compile.node;

import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberList;
import org.eyas.engine.check.TypedValue;

/** Reads several numbers once per event. */
public final class NumberListSource {
  private final TypedValue of;
  private final FieldReader.OfNumbers reader;
  private final NumberList values = new NumberList();
  private boolean present;
  private long stamp;

  NumberListSource(TypedValue of) {
    this.of = of;
    reader = (FieldReader.OfNumbers) ValueReaderFactory.of(of);
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

  NumberList values() {
    return values;
  }
}
