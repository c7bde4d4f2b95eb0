package org.eyas.api.data;

import java.util.function.IntPredicate;

/**
 * Makes text from outside safe to show. Characters that control a terminal, end a line invisibly, change the direction of
 * text or are not visible at all are written as escapes, such as {@code \x1b} and {@code \u202e}: the watched programs
 * choose the names of files and processes. With an invisible character, two different names look the same; so the joiners of
 * some scripts and of emoji are escaped, too.
 */
public final class VisibleText {
  private static final char LAST_BYTE = '\u00ff';
  private static final String WIDE = "\\u%04x";
  private static final String NARROW = "\\x%02x";

  private VisibleText() {}

  /** A text that is shown on one line. */
  public static String line(String text) {
    return shown(text, c -> false, NARROW);
  }

  /** A text of several lines: line ends and tabs stay. */
  public static String lines(String text) {
    return shown(text, c -> c == '\n' || c == '\t', NARROW);
  }

  /** A text whose author may use control characters, such as the output of a rule: all of them stay. */
  public static String withControls(String text) {
    return shown(text, Character::isISOControl, NARROW);
  }

  /** JSON on one line. The escapes are those of JSON, so every string keeps its value. */
  public static String json(String json) {
    return shown(json, c -> false, WIDE);
  }

  private static String shown(String text, IntPredicate allowed, String narrow) {
    int first = plainBeginning(text);
    while (first < text.length() && isShown(text, first, allowed)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isShown(text, i, allowed)) {
        out.append(c);
      } else {
        out.append((c > LAST_BYTE ? WIDE : narrow).formatted((int) c));
      }
    }
    return out.toString();
  }

  // A separate loop that does nothing else, so that the compiler makes a tight one of it: nearly all texts are plain.
  private static int plainBeginning(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return i;
      }
    }
    return length;
  }

  private static boolean isShown(String text, int at, IntPredicate allowed) {
    return !isHidden(text, at) || allowed.test(text.charAt(at));
  }

  /**
   * Whether the character at a place is hidden, see {@link #isHidden(char)}. Both halves of a surrogate pair have the answer of
   * their character.
   */
  public static boolean isHidden(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c >= ' ' && c <= '~') {
      return false;
    }
    if (!Character.isSurrogate(c)) {
      return isHidden(c);
    }
    int first = Character.isLowSurrogate(c) ? at - 1 : at;
    return first >= 0 && Character.isHighSurrogate(text.charAt(first)) && isInvisible(Character.codePointAt(text, first));
  }

  /** Whether a character is a control (C0, C1), a separator of lines, a mark that changes the direction of text, or invisible. */
  public static boolean isHidden(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || isInvisible(c);
  }

  // Characters for formatting, among them all marks of direction, and the others that Unicode says are not drawn (the property
  // Default_Ignorable_Code_Point): fillers and variation selectors.
  private static boolean isInvisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || codePoint == 0x034f
        || codePoint == 0x115f || codePoint == 0x1160
        || codePoint == 0x17b4 || codePoint == 0x17b5
        || codePoint >= 0x180b && codePoint <= 0x180f
        || codePoint == 0x2065
        || codePoint == 0x3164 || codePoint == 0xffa0
        || codePoint >= 0xfe00 && codePoint <= 0xfe0f
        || codePoint >= 0xfff0 && codePoint <= 0xfff8
        || codePoint >= 0xe0000 && codePoint <= 0xe0fff;
  }
}
