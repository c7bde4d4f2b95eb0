package org.eyas.engine.compile.node;

import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.compile.text.TextBufferPool;
import org.eyas.engine.compile.text.TextTransformer;

/** Reads several texts, each changed by a transformer. */
public final class TransformedListReader implements FieldReader.OfManyBytes {
  private final FieldReader.OfManyBytes texts;
  private final TextTransformer change;
  private final BytesList values = new BytesList();
  private final TextBufferPool pool = new TextBufferPool();

  TransformedListReader(FieldReader.OfManyBytes texts, TextTransformer change) {
    this.texts = texts;
    this.change = change;
  }

  @Override
  public Presence read(Event event, BytesList out) {
    values.clear();
    pool.clear();
    Presence presence = texts.read(event, values);
    for (int i = 0; presence == Presence.PRESENT && i < values.size(); i++) {
      if (!change.append(values.get(i), pool.next())) {
        return Presence.ABSENT;
      }
      out.add(pool.last());
    }
    return presence;
  }
}
