package org.eyas.engine.compile.node;

import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.compile.text.TextPool;

/** Reads several values as one list, which is absent if one of the values is absent. */
public final class TupleReader implements FieldReader.OfManyBytes {
  private final TextPart[] parts;
  private final TextPool pool = new TextPool();

  TupleReader(List<TextPart> parts) {
    this.parts = parts.toArray(TextPart[]::new);
  }

  @Override
  public Presence read(Event event, BytesList out) {
    pool.clear();
    for (TextPart part : parts) {
      Presence presence = part.add(event, out, pool);
      if (presence != Presence.PRESENT) {
        return presence;
      }
    }
    return Presence.PRESENT;
  }
}
