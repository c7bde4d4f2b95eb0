package org.eyas.engine.text;

import org.eyas.api.data.Bytes;

/**
 * Replaces bytes that are not valid UTF-8 by U+FFFD, as the newest Falco does for regular expressions and at its outputs.
 *
 * <p>Java's own decoder replaces an encoded surrogate as one; here each of its three bytes is replaced (libs: utils.h, namespace
 * utf8).
 */
public final class Utf8Sanitizer {
  private static final char REPLACEMENT = '\ufffd';
  private static final int FIRST_LEAD = 0x80;

  private Utf8Sanitizer() {}

  /** The characters of bytes, with U+FFFD for each invalid run. */
  public static String text(Bytes bytes) {
    StringBuilder text = new StringBuilder(bytes.length());
    append(bytes, text);
    return text.toString();
  }

  /** Appends the characters of bytes, with U+FFFD for each invalid run. */
  public static void append(Bytes bytes, StringBuilder out) {
    for (int at = 0; at < bytes.length();) {
      int length = Utf8Sequence.validate(bytes, at);
      out.appendCodePoint(length < 0 ? REPLACEMENT : Utf8Sequence.codePoint(bytes, at, length));
      at += Math.abs(length);
    }
  }

  /**
   * Decodes bytes up to an end into characters, with U+FFFD for each invalid run.
   *
   * @param into has room for as many characters as there are bytes
   * @return the number of characters
   */
  public static int decode(Bytes bytes, int end, char[] into) {
    int count = 0;
    int at = 0;
    while (at < end) {
      int first = bytes.at(at);
      if (first < FIRST_LEAD) {
        into[count++] = (char) first;
        at++;
        continue;
      }
      int length = Utf8Sequence.validate(bytes, at);
      count += Character.toChars(length < 0 ? REPLACEMENT : Utf8Sequence.codePoint(bytes, at, length), into, count);
      at += Math.abs(length);
    }
    return count;
  }
}
