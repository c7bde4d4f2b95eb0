package org.eyas.launcher.log;

/**
 * Makes text safe for a terminal: control characters, and characters that invisibly end a line or change its direction, are
 * escaped. The same as {@code VisibleText} of the api, whose classes the launcher does not have.
 */
public final class VisibleText {
  private VisibleText() {}

  /** A text of several lines: newlines and tabs stay. */
  public static String lines(String text) {
    return shown(text, false);
  }

  /** JSON, with escapes of JSON, so that its texts keep their values. */
  public static String json(String json) {
    return shown(json, true);
  }

  private static String shown(String text, boolean json) {
    if (text.chars().noneMatch(VisibleText::isHidden)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHidden(c)) {
        out.append((json || c > 0xff ? "\\u%04x" : "\\x%02x").formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isHidden(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t'
        || c == 0x61c || c == 0x200e || c == 0x200f
        || c >= 0x2028 && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069;
  }
}
