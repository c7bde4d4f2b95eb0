package org.eyas.engine.compile.node;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.compile.text.TextChange;

/** Reads a text that a transformer changes. */
public final class ChangedReader implements FieldReader.OfBytes {
  private final FieldReader.OfBytes text;
  private final TextChange change;
  private final ByteBuilder built = new ByteBuilder();

  ChangedReader(FieldReader.OfBytes text, TextChange change) {
    this.text = text;
    this.change = change;
  }

  @Override
  public Bytes read(Event event) {
    Bytes value = text.read(event);
    if (!value.isPresent()) {
      return value;
    }
    return change.append(value, built.clear()) ? built.view() : Text.ABSENT;
  }
}
