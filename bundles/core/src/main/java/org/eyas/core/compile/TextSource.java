package org.eyas.core.compile;

import org.eyas.api.data.Bytes;
import org.eyas.api.field.FieldReader;

/** Reads one text once per event, however many predicates ask for it. */
final class TextSource {
  private final FieldReader.OfBytes reader;
  private Bytes value = Bytes.ABSENT;
  private long stamp;

  TextSource(FieldReader.OfBytes reader) {
    this.reader = reader;
  }

  /** The value, or one that is not {@link Bytes#isPresent}. */
  Bytes read(Frame frame) {
    if (stamp != frame.stamp()) {
      value = reader.read(frame.event());
      stamp = frame.stamp();
    }
    return value;
  }
}
