package org.eyas.engine.text;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Strings that carry bytes which are no valid UTF-8, each as one lone surrogate. {@link Text#of} turns such a string into its bytes.
 */
public final class LoneBytes {
  private static final char FIRST = 0xdc00;
  private static final char REPLACEMENT = '\uFFFD';

  private LoneBytes() {}

  /** The characters that stand for one byte: itself if it is ASCII. */
  public static char of(int b) {
    return (char) (b < 0x80 ? b : FIRST | b);
  }

  /** The string of these bytes, in which only invalid bytes are lone. So equal bytes have equal strings. */
  public static String toString(Bytes bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length();) {
      int length = Utf8Sequence.measureValid(bytes, i);
      if (length > 0) {
        out.appendCodePoint(Utf8Sequence.codePoint(bytes, i, length));
      } else {
        for (int at = i; at < i - length; at++) {
          out.append(of(bytes.at(at)));
        }
      }
      i += Math.abs(length);
    }
    return out.toString();
  }

  /** The string for people: each invalid sequence is U+FFFD. */
  public static String replaced(String string) {
    if (string.chars().noneMatch(c -> c >= 0xdc80 && c <= 0xdcff)) {
      return string;
    }
    StringBuilder out = new StringBuilder(string.length());
    Text bytes = Text.of(string);
    for (int i = 0; i < bytes.length();) {
      int length = Utf8Sequence.measureValid(bytes, i);
      if (length > 0) {
        out.appendCodePoint(Utf8Sequence.codePoint(bytes, i, length));
      } else {
        out.append(REPLACEMENT);
      }
      i += Math.abs(length);
    }
    return out.toString();
  }
}
