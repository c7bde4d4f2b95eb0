package org.eyas.engine.compile.node;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;
import org.jspecify.annotations.Nullable;

/** Takes snapshots: reads a value of an event and keeps it as a value that is the same for every event. Allocates. */
final class ValueSnapshots {
  private ValueSnapshots() {}

  /** The value of a reader for an event; null if it is pending. */
  static TypedValue.@Nullable Read of(TypedValue value, FieldReader reader, Event event) {
    return switch (reader) {
      case FieldReader.OfNumber one -> number(value, one, event);
      case FieldReader.OfDouble one -> decimal(value, one, event);
      case FieldReader.OfBytes one -> bytes(value, one.read(event));
      case FieldReader.OfNumbers many -> numbers(value, many, event);
      case FieldReader.OfManyBytes many -> manyBytes(value, many, event);
    };
  }

  private static TypedValue.@Nullable Read number(TypedValue value, FieldReader.OfNumber reader, Event event) {
    NumberCell cell = new NumberCell();
    Presence presence = reader.read(event, cell);
    long number = cell.value;
    FieldReader.OfNumber kept = (later, out) -> presence == Presence.PRESENT ? out.set(number) : presence;
    return read(value, kept, presence);
  }

  private static TypedValue.@Nullable Read decimal(TypedValue value, FieldReader.OfDouble reader, Event event) {
    NumberCell cell = new NumberCell();
    Presence presence = reader.read(event, cell);
    long bits = cell.value;
    FieldReader.OfDouble kept = (later, out) -> presence == Presence.PRESENT ? out.set(bits) : presence;
    return read(value, kept, presence);
  }

  private static TypedValue.@Nullable Read bytes(TypedValue value, Bytes bytes) {
    if (bytes == Text.PENDING) {
      return null;
    }
    Bytes kept = bytes.isPresent() ? bytes.toText() : Text.ABSENT;
    return new TypedValue.Read(value, (FieldReader.OfBytes) later -> kept, kept.isPresent());
  }

  private static TypedValue.@Nullable Read numbers(TypedValue value, FieldReader.OfNumbers reader, Event event) {
    NumberList list = new NumberList();
    Presence presence = reader.read(event, list);
    FieldReader.OfNumbers kept =
        (later, out) -> {
          for (int i = 0; i < list.size(); i++) {
            out.add(list.get(i));
          }
          return presence;
        };
    return read(value, kept, presence);
  }

  private static TypedValue.@Nullable Read manyBytes(TypedValue value, FieldReader.OfManyBytes reader, Event event) {
    BytesList list = new BytesList();
    Presence presence = reader.read(event, list);
    Text[] texts = new Text[list.size()];
    Arrays.setAll(texts, i -> list.get(i).toText()); // the elements are borrowed
    FieldReader.OfManyBytes kept =
        (later, out) -> {
          for (Text text : texts) {
            out.add(text);
          }
          return presence;
        };
    return read(value, kept, presence);
  }

  private static TypedValue.@Nullable Read read(TypedValue value, FieldReader kept, Presence presence) {
    return presence == Presence.PENDING ? null : new TypedValue.Read(value, kept, presence == Presence.PRESENT);
  }
}
