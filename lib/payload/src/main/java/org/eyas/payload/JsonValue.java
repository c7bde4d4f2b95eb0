package org.eyas.payload;

import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;
import org.jspecify.annotations.Nullable;

/** Writes values of an alert as JSON that can be encoded in UTF-8. */
final class JsonValue {
  private static final char NO_CHARACTER = '\uFFFD';

  private JsonValue() {}

  /** The JSON of a text, number, boolean, null, or a list or map of these. */
  static String of(@Nullable Object value) {
    return encodable(CompactJson.of(value, JsonEscaping.LINES));
  }

  /** A text for use within a JSON string. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    JsonEscaping.LINES.escape(out, text);
    return encodable(out.toString());
  }

  // Half of a surrogate pair cannot be encoded in UTF-8, and receivers would reject the whole body.
  private static String encodable(String json) {
    StringBuilder out = null;
    for (int i = 0; i < json.length(); i++) {
      if (isHalf(json, i)) {
        out = out == null ? new StringBuilder(json) : out;
        out.setCharAt(i, NO_CHARACTER);
      }
    }
    return out == null ? json : out.toString();
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
