package org.eyas.api.data;

/**
 * Makes text from outside safe to show. Characters that control a terminal, end a line invisibly or change the
 * direction of text are written as escapes, such as {@code \x1b} and {@code \u202e}: the watched programs choose the
 * names of files and processes.
 */
public final class VisibleText {
  private static final char LAST_BYTE = '\u00ff';
  private static final String WIDE = "\\u%04x";

  private VisibleText() {}

  /** A text that is shown on one line. */
  public static String line(String text) {
    return shown(text, "", "\\x%02x");
  }

  /** A text of several lines: line ends and tabs stay. */
  public static String lines(String text) {
    return shown(text, "\n\t", "\\x%02x");
  }

  /** JSON on one line. The escapes are those of JSON, so every string keeps its value. */
  public static String json(String json) {
    return shown(json, "", WIDE);
  }

  private static String shown(String text, String allowed, String narrow) {
    int first = 0;
    while (first < text.length() && isShown(text.charAt(first), allowed)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isShown(c, allowed)) {
        out.append(c);
      } else {
        out.append((c > LAST_BYTE ? WIDE : narrow).formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isShown(char c, String allowed) {
    return !isHidden(c) || allowed.indexOf(c) >= 0;
  }

  /** Whether a character is a control (C0, C1), a separator of lines, or a mark that changes the direction of text. */
  public static boolean isHidden(char c) {
    return Character.isISOControl(c)
        || c == '\u061c' || c == '\u200e' || c == '\u200f'
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
