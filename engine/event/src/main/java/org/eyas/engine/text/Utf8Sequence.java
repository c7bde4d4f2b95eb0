package org.eyas.engine.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Measures one UTF-8 sequence at a time, and decides whether it is printable. */
public final class Utf8Sequence {
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private Utf8Sequence() {}

  /** Appends a text with U+FFFD in place of each run of bytes that is not a printable character. */
  public static void appendPrintable(Bytes text, ByteBuilder out) {
    int appended = 0;
    int at = 0;
    while (at < text.length()) {
      int length = measure(text, at);
      if (length < 0) {
        out.append(text, appended, at).append(REPLACEMENT);
        appended = at - length;
      }
      at += Math.abs(length);
    }
    out.append(text, appended, at);
  }

  /**
   * Measures the sequence that starts at an index.
   *
   * @return the number of bytes of a printable character; negative for a run of that many bytes that is invalid or
   *     unprintable (control characters, C1 controls, non-characters) and is replaced as one, according to Unicode 3.9
   */
  public static int measure(Bytes bytes, int at) {
    int length = validate(bytes, at);
    return length < 0 || prints(bytes, at, length) ? length : -length;
  }

  /**
   * Measures the sequence that starts at an index; any character is valid.
   *
   * @return the number of bytes of a character; negative for a run of that many bytes that is invalid and is replaced as one,
   *     according to Unicode 3.9: the longest beginning of a valid sequence
   */
  public static int validate(Bytes bytes, int at) {
    int lead = bytes.at(at);
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    int valid = validBytes(bytes, at, lead, length);
    return valid == length ? length : -valid;
  }

  /** The code point of a valid sequence of this length. */
  public static int codePoint(Bytes bytes, int at, int length) {
    int point = length == 1 ? bytes.at(at) : bytes.at(at) & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      point = point << 6 | bytes.at(at + i) & 0x3f;
    }
    return point;
  }

  private static int validBytes(Bytes bytes, int at, int lead, int length) {
    // Narrower limits for the second byte exclude overlong forms, surrogates and code points above U+10FFFF.
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    int valid = 1;
    while (valid < length && at + valid < bytes.length()) {
      int next = bytes.at(at + valid);
      if (next < low || next > high) {
        break;
      }
      low = 0x80;
      high = 0xbf;
      valid++;
    }
    return valid;
  }

  private static boolean prints(Bytes bytes, int at, int length) {
    int point = codePoint(bytes, at, length);
    boolean control = point < 0x20 || point >= 0x7f && point <= 0x9f;
    boolean nonCharacter = point >= 0xfdd0 && point <= 0xfdef || (point & 0xfffe) == 0xfffe;
    return !control && !nonCharacter;
  }
}
