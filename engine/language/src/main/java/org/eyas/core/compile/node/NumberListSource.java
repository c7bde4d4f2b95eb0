package org.eyas.core.compile.node;

import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;

/** Reads several numbers once per event. */
public final class NumberListSource {
  private final FieldReader.OfNumbers reader;
  private final NumberList values = new NumberList();
  private boolean present;
  private long stamp;

  NumberListSource(FieldReader.OfNumbers reader) {
    this.reader = reader;
  }

  /** Whether there are values, be it none; {@link #values} are they. */
  boolean read(Frame frame) {
    if (stamp != frame.stamp()) {
      values.clear();
      present = reader.read(frame.event(), values) == Presence.PRESENT;
      stamp = frame.stamp();
    }
    return present;
  }

  NumberList values() {
    return values;
  }
}
