package org.eyas.engine.stateful.event;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.ValueReaderFactory;

/** Reads the values of an event that form the key of its group. For the thread of one event loop. */
public final class GroupKeyReader {
  private final FieldReader[] readers;
  private final NumberCell cell = new NumberCell();
  private final BytesList several = new BytesList();

  /** @param values each is a number, a text, an address or several texts */
  public GroupKeyReader(List<TypedValue> values) {
    readers = values.stream().map(ValueReaderFactory::of).toArray(FieldReader[]::new);
  }

  /** Whether the event has all values. A pending value counts as absent. */
  public boolean read(Event event, GroupKey into) {
    into.clear();
    for (FieldReader reader : readers) {
      if (!read(reader, event, into)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value is pending. */
  public boolean isPending(Event event) {
    for (FieldReader reader : readers) {
      if (reader instanceof FieldReader.OfNumber number && number.read(event, cell) == Presence.PENDING
          || reader instanceof FieldReader.OfBytes text && text.read(event) == Text.PENDING) {
        return true;
      }
    }
    return false;
  }

  private boolean read(FieldReader reader, Event event, GroupKey into) {
    switch (reader) {
      case FieldReader.OfNumber number -> {
        boolean present = number.read(event, cell) == Presence.PRESENT;
        into.add(cell.value);
        return present;
      }
      case FieldReader.OfBytes text -> {
        Bytes value = text.read(event);
        into.add(value);
        return value.isPresent();
      }
      case FieldReader.OfDouble other -> throw unusable(other);
      case FieldReader.OfNumbers other -> throw unusable(other);
      case FieldReader.OfManyBytes texts -> {
        several.clear();
        texts.read(event, several);
        into.add(several.size());
        for (int i = 0; i < several.size(); i++) {
          into.add(several.get(i));
        }
        return several.size() > 0;
      }
    }
  }

  private static IllegalStateException unusable(FieldReader reader) {
    return new IllegalStateException("events cannot be grouped by the values of " + reader.getClass().getName());
  }
}
