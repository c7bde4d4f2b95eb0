package org.eyas.core.compile;

import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;

/** Reads one number, or the raw bits of one double, once per event. */
final class NumberSource {
  private final FieldReader.OfNumber reader;
  private final NumberCell cell = new NumberCell();
  private boolean present;
  private long stamp;

  NumberSource(FieldReader reader) {
    this.reader = reader instanceof FieldReader.OfDouble number ? number::read : (FieldReader.OfNumber) reader;
  }

  /** Whether there is a value; {@link #value} is it. */
  boolean read(Frame frame) {
    if (stamp != frame.stamp()) {
      present = reader.read(frame.event(), cell) == Presence.PRESENT;
      stamp = frame.stamp();
    }
    return present;
  }

  long value() {
    return cell.value;
  }
}
