package org.eyas.engine.compile.node;

import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;

/** Reads several texts once per event. */
public final class TextListSource {
  private final FieldReader.OfManyBytes reader;
  private final BytesList values = new BytesList();
  private boolean present;
  private long stamp;

  TextListSource(FieldReader.OfManyBytes reader) {
    this.reader = reader;
  }

  /** Whether the value is present, even if it has no elements; {@link #values} returns the elements. */
  boolean read(Frame frame) {
    if (stamp != frame.stamp()) {
      values.clear();
      present = frame.isPresent(reader.read(frame.event(), values));
      stamp = frame.stamp();
    }
    return present;
  }

  BytesList values() {
    return values;
  }
}
