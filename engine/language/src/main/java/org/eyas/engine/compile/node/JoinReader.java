package org.eyas.engine.compile.node;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.compile.text.MissingText;

/** Reads the texts of a list and joins them with a separator. */
public final class JoinReader implements FieldReader.OfBytes {
  private final FieldReader.OfBytes separator;
  private final FieldReader.OfManyBytes texts;
  private final BytesList values = new BytesList();
  private final ByteBuilder built = new ByteBuilder();

  JoinReader(FieldReader.OfBytes separator, FieldReader.OfManyBytes texts) {
    this.separator = separator;
    this.texts = texts;
  }

  @Override
  public Bytes read(Event event) {
    Bytes between = separator.read(event);
    values.clear();
    Presence presence = between.isPresent() ? texts.read(event, values) : MissingText.of(between);
    if (presence != Presence.PRESENT) {
      return MissingText.text(presence);
    }
    built.clear();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        built.append(between);
      }
      built.append(values.get(i));
    }
    return built.view();
  }
}
