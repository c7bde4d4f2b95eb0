package org.eyas.engine.text;

import org.eyas.api.data.Bytes;

/** Measures one UTF-8 sequence at a time, and decides whether it is printable. */
public final class Utf8Sequence {
  private Utf8Sequence() {}

  /**
   * Measures the sequence that starts at an index.
   *
   * @return the number of bytes of a printable character; negative for a run of that many bytes that is invalid or
   *     unprintable (control characters, C1 controls, non-characters) and is replaced as one, according to Unicode 3.9
   */
  public static int measure(Bytes bytes, int at) {
    int lead = bytes.at(at);
    if (lead < 0x80) {
      return lead >= 0x20 && lead != 0x7f ? 1 : -1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    int valid = validBytes(bytes, at, lead, length);
    return valid == length && prints(bytes, at, length) ? length : -valid;
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
    int point = bytes.at(at) & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      point = point << 6 | bytes.at(at + i) & 0x3f;
    }
    boolean control = point <= 0x9f;
    boolean nonCharacter = point >= 0xfdd0 && point <= 0xfdef || (point & 0xfffe) == 0xfffe;
    return !control && !nonCharacter;
  }
}
