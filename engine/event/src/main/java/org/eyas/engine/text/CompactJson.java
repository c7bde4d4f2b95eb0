package org.eyas.engine.text;

import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Writes JDK values as compact JSON: null, Boolean, Number, Map (in its own order), Iterable; anything else as a string.
 *
 * <p>Escapes the characters that JSON requires, as Falco's alerts do: quotes, backslashes, and control characters by
 * their short names or as {@code \}{@code u001f}. It also escapes characters that {@link VisibleText} hides: the string
 * has the same value, and a reader of the line is not deceived.
 */
public final class CompactJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private CompactJson() {}

  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  public static void append(StringBuilder out, @Nullable Object value) {
    if (value instanceof String text) { // the most frequent case
      string(out, text);
      return;
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth.booleanValue());
      case Number number -> out.append(number);
      case Map<?, ?> map -> object(out, map);
      case Iterable<?> list -> array(out, list);
      default -> string(out, value.toString());
    }
  }

  private static void string(StringBuilder out, String text) {
    escape(out.append('"'), text);
    out.append('"');
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    // Not by its entries: an unmodifiable map creates new entries for each iteration.
    map.forEach((key, value) -> entry(out, String.valueOf(key), value));
    out.append('}');
  }

  private static void entry(StringBuilder out, String key, @Nullable Object value) {
    out.append(out.charAt(out.length() - 1) == '{' ? "\"" : ",\"");
    escape(out, key);
    append(out.append("\":"), value);
  }

  private static void array(StringBuilder out, Iterable<?> list) {
    char before = '[';
    for (Object element : list) {
      out.append(before);
      append(out, element);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  /** Appends the inside of a JSON string. Most texts need no escape: the text between two escapes is copied as a whole. */
  public static void escape(StringBuilder out, String text) {
    int copied = 0;
    for (int at = special(text, 0); at < text.length(); at = special(text, at + 1)) {
      char c = text.charAt(at);
      if (c <= '~' || VisibleText.isHidden(text, at)) {
        escape(out.append(text, copied, at), c);
        copied = at + 1;
      }
    }
    out.append(text, copied, text.length());
  }

  // The index of the next character that is not plain ASCII, or that JSON requires to escape. This is a separate loop,
  // so that the compiler can optimize it well.
  private static int special(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return i;
      }
    }
    return length;
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]).append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
    }
  }
}
