package org.eyas.fleet.alert;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Reads one value of an alert's JSON as the type of its field. A value that does not fit the type counts as absent. */
final class AlertValueReader {
  /** Finds the node of a value. */
  interface Place {
    /** The node, or {@link JsonIndex#NONE}. */
    int find(AlertEvent alert);
  }

  private final Place place;
  private final JsonText text = new JsonText();

  private AlertValueReader(Place place) {
    this.place = place;
  }

  /** A reader with scratch memory of its own. */
  static FieldReader reader(FieldDefinition field, Place place) {
    AlertValueReader value = new AlertValueReader(place);
    ValueType type = field.type();
    boolean list = field.shape() == Shape.LIST;
    if (type == ValueType.BOOL) {
      return (FieldReader.OfNumber) (event, out) -> value.truth(AlertEvent.of(event), out);
    }
    if (type.isNumber()) {
      return list ? (FieldReader.OfNumbers) (event, out) -> value.numbers(AlertEvent.of(event), out)
          : (FieldReader.OfNumber) (event, out) -> value.number(AlertEvent.of(event), out);
    }
    return list ? (FieldReader.OfManyBytes) (event, out) -> value.texts(AlertEvent.of(event), out)
        : (FieldReader.OfBytes) event -> value.text(AlertEvent.of(event));
  }

  private int find(@Nullable AlertEvent alert) {
    return alert == null ? JsonIndex.NONE : place.find(alert);
  }

  /** The value as text. A number, boolean, list or object becomes its JSON. */
  private Bytes text(@Nullable AlertEvent alert) {
    int node = find(alert);
    return alert == null || node == JsonIndex.NONE ? Text.ABSENT : text.of(alert.json(), node);
  }

  private Presence truth(@Nullable AlertEvent alert, NumberCell out) {
    int node = find(alert);
    if (alert == null || node == JsonIndex.NONE) {
      return Presence.ABSENT;
    }
    return switch (alert.json().kind(node)) {
      case TRUE -> out.set(true);
      case FALSE -> out.set(false);
      default -> Presence.ABSENT;
    };
  }

  private Presence number(@Nullable AlertEvent alert, NumberCell out) {
    int node = find(alert);
    return Presence.of(alert != null && isNumber(alert.json(), node, out));
  }

  /** Reads a whole number of up to 64 bits. No field has numbers with a fraction or an exponent. */
  private static boolean isNumber(JsonIndex json, int node, NumberCell out) {
    if (!json.is(JsonKind.NUMBER, node)) {
      return false;
    }
    byte[] bytes = json.bytes();
    boolean negative = bytes[json.start(node)] == '-';
    long number = 0;
    for (int at = json.start(node) + (negative ? 1 : 0); at < json.end(node); at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    out.set(negative ? -number : number);
    return true;
  }

  private Presence numbers(@Nullable AlertEvent alert, NumberList out) {
    int node = find(alert);
    if (alert == null || !alert.json().is(JsonKind.ARRAY, node)) {
      return Presence.ABSENT;
    }
    NumberCell cell = new NumberCell();
    JsonIndex json = alert.json();
    for (int each = node + 1; each < json.after(node); each = json.after(each)) {
      if (isNumber(json, each, cell)) {
        out.add(cell.value);
      }
    }
    return Presence.PRESENT;
  }

  private Presence texts(@Nullable AlertEvent alert, BytesList out) {
    int node = find(alert);
    if (alert == null || !alert.json().is(JsonKind.ARRAY, node)) {
      return Presence.ABSENT;
    }
    JsonIndex json = alert.json();
    for (int each = node + 1; each < json.after(node); each = json.after(each)) {
      out.add(text.of(json, each).toText());
    }
    return Presence.PRESENT;
  }
}
