package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.TypedValue;

/**
 * Reads one text once per event, even if several predicates need it.
 *
 * <p>A record, because the JIT compiler treats the fields of records as constants: generated code calls the reader directly.
 */
public record TextSource(FieldReader.OfBytes reader, Kept kept) {
  /** The cached value, and the stamp of its event. */
  static final class Kept {
    private final TypedValue of;
    private Bytes value = Text.ABSENT;
    private long stamp;

    Kept(TypedValue of) {
      this.of = of;
    }
  }

  static TextSource of(TypedValue value) {
    return new TextSource(ValueReaderFactory.text(value), new Kept(value));
  }

  /** The value; {@link Bytes#isPresent} is false if there is none. */
  public Bytes read(EvaluationFrame frame) {
    Kept last = kept;
    if (last.stamp != frame.stamp()) {
      Bytes value = reader.read(frame.event());
      if (value == Text.PENDING) {
        frame.notePending(last.of);
      }
      last.value = value;
      last.stamp = frame.stamp();
    }
    return last.value;
  }
}
