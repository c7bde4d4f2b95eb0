package org.eyas.rules.sigma.convert;

import java.util.List;
import java.util.stream.Collectors;

/** Writes constants of conditions. */
final class ConditionConstants {
  private ConditionConstants() {}

  /**
   * A text in quotes. A text that ends with a backslash gets no quotes, because a quote after a backslash does not end
   * a text.
   *
   * @see #isWritable
   */
  static String quoted(String text) {
    return text.endsWith("\\") ? text : quotedText(text);
  }

  /**
   * Whether the language has a constant for a text. It has none for a text that ends with a backslash and needs quotes.
   */
  static boolean isWritable(String text) {
    return !text.endsWith("\\") || text.chars().noneMatch(c -> Character.isWhitespace(c) || "()\"'=,".indexOf(c) >= 0);
  }

  private static String quotedText(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '"' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String list(List<String> texts) {
    return texts.stream().map(ConditionConstants::quoted).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The text with ASCII letters in lower case, as the language's {@code tolower} does. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return lower.toString();
  }
}
