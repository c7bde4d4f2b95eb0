package org.eyas.engine.compile.node;

import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.compile.text.TextChange;
import org.eyas.engine.compile.text.TextPool;

/** Reads several texts, each changed by a transformer. */
public final class ChangedListReader implements FieldReader.OfManyBytes {
  private final FieldReader.OfManyBytes texts;
  private final TextChange change;
  private final BytesList values = new BytesList();
  private final TextPool pool = new TextPool();

  ChangedListReader(FieldReader.OfManyBytes texts, TextChange change) {
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
