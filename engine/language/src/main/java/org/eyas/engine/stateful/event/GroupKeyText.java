package org.eyas.engine.stateful.event;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.ByteView;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.format.TransformedField;

/** Prints the values in the key of a group, as outputs print their fields. {@link GroupKeyReader} made the key. */
public final class GroupKeyText {
  /** The readers of constant values ignore the event. */
  private static final Event ANY = new FiredEvent();

  private final List<TypedValue> values;

  public GroupKeyText(List<TypedValue> values) {
    this.values = List.copyOf(values);
  }

  /** A text for each value. */
  public List<String> of(byte[] name) {
    List<String> texts = new ArrayList<>();
    int at = 0;
    for (TypedValue value : values) {
      long first = number(name, at);
      at += Long.BYTES;
      if (value.type().isNumber()) {
        texts.add(text(value, number(first)));
      } else {
        texts.add(text(value, bytes(name, at, (int) first))); // the length of a text comes before its bytes
        at += (int) first;
      }
    }
    return texts;
  }

  private static String text(TypedValue value, FieldReader reader) {
    StringBuilder out = new StringBuilder();
    new FieldPrinter(TransformedField.of(new TypedValue.Read(value, reader, true))).appendText(ANY, out);
    return out.toString();
  }

  private static long number(byte[] name, int at) {
    long number = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      number = number << Byte.SIZE | name[at + i] & 0xff;
    }
    return number;
  }

  private static FieldReader.OfNumber number(long value) {
    return (event, out) -> out.set(value);
  }

  private static FieldReader.OfBytes bytes(byte[] name, int at, int length) {
    ByteView view = new ByteView().wrap(name, at, length);
    return event -> view;
  }
}
