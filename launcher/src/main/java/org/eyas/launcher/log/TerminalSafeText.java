package org.eyas.launcher.log;

/**
 * Makes text safe for a terminal: control characters, and characters that are invisible, invisibly end a line or change
 * its direction, are escaped. The bundle api has the same function, but the launcher does not have its classes.
 */
public final class TerminalSafeText {
  private TerminalSafeText() {}

  /** A text of several lines: newlines and tabs stay. */
  public static String lines(String text) {
    return shown(text, false);
  }

  /** JSON, with escapes of JSON, so that its texts keep their values. */
  public static String json(String json) {
    return shown(json, true);
  }

  private static String shown(String text, boolean json) {
    if (text.codePoints().noneMatch(TerminalSafeText::isHidden)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      if (isHidden(c)) {
        escape(c, json, out);
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  private static void escape(int codePoint, boolean json, StringBuilder out) {
    for (char c : Character.toChars(codePoint)) {
      out.append((json || c > 0xff ? "\\u%04x" : "\\x%02x").formatted((int) c));
    }
  }

  private static boolean isHidden(int c) {
    return c != '\n' && c != '\t' && (c < ' ' || c > '~')
        && (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isInvisible(c));
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || c == 0x034f
        || c == 0x115f || c == 0x1160
        || c == 0x17b4 || c == 0x17b5
        || c >= 0x180b && c <= 0x180f
        || c == 0x2065
        || c == 0x3164 || c == 0xffa0
        || c >= 0xfe00 && c <= 0xfe0f
        || c >= 0xfff0 && c <= 0xfff8
        || c >= 0xe0000 && c <= 0xe0fff;
  }
}
