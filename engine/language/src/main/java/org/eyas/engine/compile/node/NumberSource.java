package org.eyas.engine.compile.node;

import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.engine.check.TypedValue;

/** Reads one number, or the raw bits of one double, once per event. A record for the same reason as {@link TextSource}. */
public record NumberSource(FieldReader.OfNumber reader, NumberCell cell, Kept kept) {
  /** The cached state: whether a value was present, and for which event. */
  static final class Kept {
    private final TypedValue of;
    private boolean present;
    private long stamp;

    Kept(TypedValue of) {
      this.of = of;
    }
  }

  static NumberSource of(TypedValue value) {
    FieldReader reader = ValueReaderFactory.of(value);
    FieldReader.OfNumber number =
        reader instanceof FieldReader.OfDouble bits ? bits::read : (FieldReader.OfNumber) reader;
    return new NumberSource(number, new NumberCell(), new Kept(value));
  }

  /** Whether the value is present; {@link #value} returns it. */
  boolean read(EvaluationFrame frame) {
    Kept last = kept;
    if (last.stamp != frame.stamp()) {
      last.present = frame.isPresent(reader.read(frame.event(), cell), last.of);
      last.stamp = frame.stamp();
    }
    return last.present;
  }

  long value() {
    return cell.value;
  }
}
