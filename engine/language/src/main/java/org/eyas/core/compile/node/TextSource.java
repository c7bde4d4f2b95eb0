package org.eyas.core.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.field.FieldReader;

/**
 * Reads one text once per event, however many predicates ask for it.
 *
 * <p>A record, because the JIT compiler takes the fields of records for constants: generated code calls the reader directly.
 */
public record TextSource(FieldReader.OfBytes reader, Kept kept) {
  /** What was read, and for which event. */
  static final class Kept {
    private Bytes value = Bytes.ABSENT;
    private long stamp;
  }

  TextSource(FieldReader.OfBytes reader) {
    this(reader, new Kept());
  }

  /** The value, or one that is not {@link Bytes#isPresent}. */
  public Bytes read(Frame frame) {
    Kept last = kept;
    if (last.stamp != frame.stamp()) {
      last.value = reader.read(frame.event());
      last.stamp = frame.stamp();
    }
    return last.value;
  }
}
