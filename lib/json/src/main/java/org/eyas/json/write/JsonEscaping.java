package org.eyas.json.write;

import org.eyas.api.data.VisibleText;

/**
 * The characters that a text of JSON escapes, and how. All constants escape quotes, backslashes and the characters below
 * U+0020, so a reader gets the same text from each of them; a consumer that compares bytes gets the constant that it knows.
 */
public enum JsonEscaping {
  /**
   * Names the control characters that have a short name, as Falco's alerts do, and also escapes characters that
   * {@link VisibleText} hides: the text has the same value, and a reader of the line is not deceived.
   */
  NAMES("\b\f\n\r\t", true),
  /** Names only ends of lines and tabs; otherwise as {@link #NAMES}. */
  LINES("\n\r\t", true),
  /** Writes the code of each control character and of each hidden character. */
  CODES("", true),
  /** Writes the codes of the characters below U+0020, and everything else as it is. */
  CONTROLS("", false);

  private static final String CONTROLS_WITH_NAMES = "\b\f\n\r\t";
  private static final String LETTERS = "bfnrt";
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final String named;
  private final boolean hides;

  JsonEscaping(String named, boolean hides) {
    this.named = named;
    this.hides = hides;
  }

  /** Appends the inside of a JSON string. Most texts need no escape: the text between two escapes is copied as a whole. */
  public void escape(StringBuilder out, String text) {
    int copied = 0;
    for (int at = special(text, 0); at < text.length(); at = special(text, at + 1)) {
      char c = text.charAt(at);
      if (c <= '~' || hides && VisibleText.isHidden(text, at)) {
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

  private void escape(StringBuilder out, char c) {
    out.append('\\');
    if (c == '"' || c == '\\') {
      out.append(c);
    } else if (named.indexOf(c) >= 0) {
      out.append(LETTERS.charAt(CONTROLS_WITH_NAMES.indexOf(c)));
    } else {
      out.append('u').append(HEX[c >> 12]).append(HEX[c >> 8 & 15]).append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
    }
  }
}
