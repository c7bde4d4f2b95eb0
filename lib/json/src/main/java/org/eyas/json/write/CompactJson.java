package org.eyas.json.write;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JDK values as compact JSON: null, Boolean, Number, Map (in its own order), Iterable; anything else as a string. A
 * number that is not finite is null, because JSON has no other form for it.
 */
public final class CompactJson {
  private CompactJson() {}

  /** The value as JSON, escaped as {@link JsonEscaping#NAMES}. */
  public static String of(@Nullable Object value) {
    return of(value, JsonEscaping.NAMES);
  }

  public static String of(@Nullable Object value, JsonEscaping escaping) {
    StringBuilder out = new StringBuilder();
    append(out, value, escaping);
    return out.toString();
  }

  public static void append(StringBuilder out, @Nullable Object value) {
    append(out, value, JsonEscaping.NAMES);
  }

  private static void append(StringBuilder out, @Nullable Object value, JsonEscaping escaping) {
    if (value instanceof String text) { // the most frequent case
      string(out, text, escaping);
      return;
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth.booleanValue());
      case Double number when !Double.isFinite(number) -> out.append("null");
      case Number number -> out.append(number);
      case Map<?, ?> map -> object(out, map, escaping);
      case Iterable<?> list -> array(out, list, escaping);
      default -> string(out, value.toString(), escaping);
    }
  }

  private static void string(StringBuilder out, String text, JsonEscaping escaping) {
    escaping.escape(out.append('"'), text);
    out.append('"');
  }

  private static void object(StringBuilder out, Map<?, ?> map, JsonEscaping escaping) {
    out.append('{');
    // Not by its entries: an unmodifiable map creates new entries for each iteration.
    map.forEach((key, value) -> member(out, String.valueOf(key), value, escaping));
    out.append('}');
  }

  private static void member(StringBuilder out, String key, @Nullable Object value, JsonEscaping escaping) {
    out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
    string(out, key, escaping);
    append(out.append(':'), value, escaping);
  }

  private static void array(StringBuilder out, Iterable<?> list, JsonEscaping escaping) {
    char before = '[';
    for (Object element : list) {
      append(out.append(before), element, escaping);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }
}
