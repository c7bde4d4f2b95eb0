package org.eyas.engine.field.file;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/** Reads {@code file.attribute}. */
final class AttributeNameReader implements FieldReader.OfManyBytes {
  @Override
  public Presence read(Event event, BytesList out) {
    List<Text> names = event.details().attributes();
    for (int i = 0; i < names.size(); i++) {
      out.add(names.get(i));
    }
    return names.isEmpty() ? Presence.ABSENT : Presence.PRESENT;
  }
}
