package org.eyas.payload;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes values of an alert as JSON. */
final class JsonValue {
  private JsonValue() {}

  /** The JSON of a text, number, boolean, null, or a list or map of these. */
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Double number when !Double.isFinite(number) -> "null";
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case Map<?, ?> map -> {
        StringJoiner members = new StringJoiner(",", "{", "}");
        map.forEach((name, member) -> members.add(of(String.valueOf(name)) + ":" + of(member)));
        yield members.toString();
      }
      case Iterable<?> list -> {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        list.forEach(element -> elements.add(of(element)));
        yield elements.toString();
      }
      default -> '"' + JsonEscape.of(value.toString()) + '"';
    };
  }
}
