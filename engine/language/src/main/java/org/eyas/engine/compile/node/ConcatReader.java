package org.eyas.engine.compile.node;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;

/** Reads several texts and concatenates them. */
public final class ConcatReader implements FieldReader.OfBytes {
  private final FieldReader.OfBytes[] texts;
  private final ByteBuilder built = new ByteBuilder();

  ConcatReader(List<FieldReader.OfBytes> texts) {
    this.texts = texts.toArray(FieldReader.OfBytes[]::new);
  }

  @Override
  public Bytes read(Event event) {
    built.clear();
    for (FieldReader.OfBytes text : texts) {
      Bytes value = text.read(event);
      if (!value.isPresent()) {
        return value;
      }
      built.append(value);
    }
    return built.view();
  }
}
