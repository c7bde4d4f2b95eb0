package org.eyas.engine.compile.node;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.common.ByteEntropy;
import org.eyas.engine.compile.text.MissingText;

/** The entropy of the bytes of a text, in hundredths of a bit per byte. */
final class EntropyReader implements FieldReader.OfNumber {
  private final FieldReader.OfBytes text;
  private final ByteEntropy entropy = new ByteEntropy();

  EntropyReader(FieldReader.OfBytes text) {
    this.text = text;
  }

  @Override
  public Presence read(Event event, NumberCell out) {
    Bytes bytes = text.read(event);
    if (!bytes.isPresent()) {
      return MissingText.of(bytes);
    }
    entropy.clear();
    for (int i = 0; i < bytes.length(); i++) {
      entropy.add(bytes.at(i));
    }
    return out.set(entropy.hundredths());
  }
}
