package org.eyas.engine.stateful.event;

import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberList;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.ValueFreezer;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;

/** Reads and keeps the fields of one step that outputs print. For the thread of one event loop. */
public final class KeptFieldReader {
  private static final int VALUE_BYTES = 80;
  private static final @Nullable FieldReader[] NONE = {};

  /** The readers of kept fields ignore the event. */
  private static final Event ANY = new FiredEvent();

  private final List<TypedValue.Field> fields;
  private final ValueFreezer freezer = new ValueFreezer();

  public KeptFieldReader(List<FieldUse> uses) {
    fields = uses.stream().map(TypedValue.Field::new).toList();
  }

  /** The values of an event, as readers that return them for any event; null for a value that is absent or pending. */
  @Nullable
  public FieldReader[] read(Event event) {
    if (fields.isEmpty()) {
      return NONE;
    }
    @Nullable FieldReader[] kept = new FieldReader[fields.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = value(fields.get(i), event);
    }
    return kept;
  }

  private @Nullable FieldReader value(TypedValue.Field field, Event event) {
    try {
      return freezer.freeze(field, event) instanceof TypedValue.Read read && read.present() ? read.reader() : null;
    } catch (ForeignCodeFault e) {
      return null; // a provider failed; the sequence continues without the value
    }
  }

  /** An estimate of the heap that values take. */
  public static int bytes(@Nullable FieldReader[] kept) {
    int bytes = 0;
    for (FieldReader reader : kept) {
      bytes += reader == null ? Integer.BYTES : VALUE_BYTES + contentBytes(reader);
    }
    return bytes;
  }

  private static int contentBytes(FieldReader reader) {
    return switch (reader) {
      case FieldReader.OfNumber one -> 0;
      case FieldReader.OfDouble one -> 0;
      case FieldReader.OfBytes one -> one.read(ANY).length();
      case FieldReader.OfNumbers many -> {
        NumberList list = new NumberList();
        many.read(ANY, list);
        yield list.size() * Long.BYTES;
      }
      case FieldReader.OfManyBytes many -> {
        BytesList list = new BytesList();
        many.read(ANY, list);
        int bytes = 0;
        for (int i = 0; i < list.size(); i++) {
          bytes += VALUE_BYTES + list.get(i).length();
        }
        yield bytes;
      }
    };
  }
}
