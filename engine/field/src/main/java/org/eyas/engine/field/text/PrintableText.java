package org.eyas.engine.field.text;

import org.eyas.api.data.Bytes;

/**
 * Prints bytes for alerts as valid UTF-8 without control characters. Every other sequence becomes U+FFFD.
 *
 * <p>An invalid sequence is replaced once for its longest valid beginning (Unicode 3.9); control characters and
 * noncharacters are replaced as a whole. Falco does this when it prints, not when it compares.
 */
public final class PrintableText {
  private static final char REPLACEMENT = '\uFFFD';

  private PrintableText() {}

  public static void append(Bytes bytes, StringBuilder out) {
    if (isPlain(bytes)) {
      out.append(bytes);
    } else {
      append(bytes, 0, bytes.length(), out);
    }
  }

  /** Whether all bytes are printable ASCII characters, as in nearly all texts. */
  public static boolean isPlain(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      int b = bytes.at(i);
      if (b < 0x20 || b > 0x7e) {
        return false;
      }
    }
    return true;
  }

  static void append(Bytes bytes, int from, int to, StringBuilder out) {
    for (int i = from; i < to;) {
      int lead = bytes.at(i);
      if (lead < 0x80) {
        out.append(lead >= 0x20 && lead != 0x7f ? (char) lead : REPLACEMENT);
        i++;
        continue;
      }
      int wanted = wanted(lead);
      int length = validLength(bytes, i, to, wanted);
      int codePoint = length == wanted ? codePoint(bytes, i, length) : -1;
      if (isPrintable(codePoint)) {
        out.appendCodePoint(codePoint);
      } else {
        out.append(REPLACEMENT);
      }
      i += length;
    }
  }

  /** The number of bytes that a lead byte announces, including itself; 0 for a byte that cannot be first. */
  private static int wanted(int lead) {
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  private static int validLength(Bytes bytes, int at, int to, int wanted) {
    int length = 1;
    while (length < wanted && at + length < to && continues(bytes, at, length)) {
      length++;
    }
    return length;
  }

  private static boolean continues(Bytes bytes, int at, int index) {
    int b = bytes.at(at + index);
    if (index > 1) {
      return (b & 0xc0) == 0x80;
    }
    // The second byte excludes overlong forms, surrogates and code points above U+10FFFF.
    int low = switch (bytes.at(at)) {
      case 0xe0 -> 0xa0;
      case 0xf0 -> 0x90;
      default -> 0x80;
    };
    int high = switch (bytes.at(at)) {
      case 0xed -> 0x9f;
      case 0xf4 -> 0x8f;
      default -> 0xbf;
    };
    return b >= low && b <= high;
  }

  private static int codePoint(Bytes bytes, int at, int length) {
    int codePoint = bytes.at(at) & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      codePoint = codePoint << 6 | bytes.at(at + i) & 0x3f;
    }
    return codePoint;
  }

  private static boolean isPrintable(int codePoint) {
    return codePoint > 0x9f && !(codePoint >= 0xfdd0 && codePoint <= 0xfdef) && (codePoint & 0xfffe) != 0xfffe;
  }
}
