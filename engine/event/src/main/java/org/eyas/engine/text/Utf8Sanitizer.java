package org.eyas.engine.text;

import org.eyas.api.data.ByteBuilder;
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

  /** Whether every byte belongs to a character. */
  public static boolean isValid(Bytes bytes) {
    return firstInvalid(bytes) == bytes.length();
  }

  /**
   * The valid form of bytes.
   *
   * @param room receives the valid form if it is needed
   * @return the bytes themselves if they are valid; otherwise a view of {@code room}, which is valid as long as the room is not
   *     changed
   */
  public static Bytes sanitize(Bytes bytes, ByteBuilder room) {
    if (isValid(bytes)) {
      return bytes;
    }
    room.clear();
    append(bytes, room);
    return room.view();
  }

  /** Appends the valid form of bytes. */
  public static void append(Bytes bytes, ByteBuilder out) {
    int copied = 0;
    int at = firstInvalid(bytes);
    while (at < bytes.length()) {
      int length = Utf8Sequence.validate(bytes, at);
      if (length > 0) {
        at += length;
      } else {
        out.append(bytes, copied, at).append(0xef).append(0xbf).append(0xbd);
        at -= length;
        copied = at;
      }
    }
    out.append(bytes, copied, bytes.length());
  }

  /** The characters of bytes, with U+FFFD for each invalid run. */
  public static String text(Bytes bytes) {
    StringBuilder text = new StringBuilder(bytes.length());
    int at = 0;
    while (at < bytes.length()) {
      int length = Utf8Sequence.validate(bytes, at);
      text.appendCodePoint(length < 0 ? REPLACEMENT : Utf8Sequence.codePoint(bytes, at, length));
      at += Math.abs(length);
    }
    return text.toString();
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

  private static int firstInvalid(Bytes bytes) {
    int at = 0;
    while (at < bytes.length()) {
      int length = Utf8Sequence.validate(bytes, at);
      if (length < 0) {
        return at;
      }
      at += length;
    }
    return at;
  }
}
