package org.eyas.engine.compile.node;

import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.compile.text.TextBufferPool;

/** Reads several values as one list, which is absent if one of the values is absent. */
public final class TupleReader implements FieldReader.OfManyBytes {
  private final TupleElement[] parts;
  private final TextBufferPool pool = new TextBufferPool();

  TupleReader(List<TupleElement> parts) {
    this.parts = parts.toArray(TupleElement[]::new);
  }

  @Override
  public Presence read(Event event, BytesList out) {
    pool.clear();
    for (TupleElement part : parts) {
      Presence presence = part.add(event, out, pool);
      if (presence != Presence.PRESENT) {
        return presence;
      }
    }
    return Presence.PRESENT;
  }
}
