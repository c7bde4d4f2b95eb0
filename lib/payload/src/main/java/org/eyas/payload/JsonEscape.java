package org.eyas.payload;

import java.util.HexFormat;
import java.util.Locale;
import org.eyas.api.data.VisibleText;

/** Escapes texts for use within a JSON string. */
final class JsonEscape {
  private static final char NO_CHARACTER = '\uFFFD';

  private JsonEscape() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      append(out, text, i);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (VisibleText.isHidden(text, at)) {
          out.append("\\u").append(HexFormat.of().toHexDigits(c).toLowerCase(Locale.ROOT));
        } else {
          out.append(isHalf(text, at) ? NO_CHARACTER : c);
        }
      }
    }
  }

  // Half of a surrogate pair cannot be encoded in UTF-8, and receivers would reject the whole body.
  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
