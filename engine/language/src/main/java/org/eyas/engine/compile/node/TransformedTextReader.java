package org.eyas.engine.compile.node;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.compile.text.TextTransformer;

/** Reads a text that a transformer changes. */
public final class TransformedTextReader implements FieldReader.OfBytes {
  private final FieldReader.OfBytes text;
  private final TextTransformer change;
  private final ByteBuilder built = new ByteBuilder();

  TransformedTextReader(FieldReader.OfBytes text, TextTransformer change) {
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
