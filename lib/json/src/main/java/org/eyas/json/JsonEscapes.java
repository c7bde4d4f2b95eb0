package org.eyas.json;

import org.eyas.api.data.ByteBuilder;

/** Decodes the escapes of strings. The parser has checked them. */
final class JsonEscapes {
  private static final int REPLACEMENT = 0xfffd;

  private JsonEscapes() {}

  /** Appends the text of a string, given by its bytes without the quotation marks. */
  static void appendUnescaped(ByteBuilder out, byte[] in, int start, int end) {
    for (int at = start; at < end;) {
      if (in[at] == '\\') {
        append(out, escaped(in, at));
        at += escapeLength(in, at);
      } else {
        out.append(in[at++]);
      }
    }
  }

  /** How many bytes the escape at a backslash has: 2, 6, or 12 for a pair of surrogates. */
  static int escapeLength(byte[] in, int at) {
    if (in[at + 1] != 'u') {
      return 2;
    }
    return isPair(in, at) ? 12 : 6;
  }

  /** The character of the escape at a backslash. Half of a pair of surrogates is not a character, and becomes U+FFFD. */
  static int escaped(byte[] in, int at) {
    int c = in[at + 1];
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode(in, at);
      default -> c;
    };
  }

  private static int unicode(byte[] in, int at) {
    int unit = unit(in, at);
    if (isPair(in, at)) {
      return Character.toCodePoint((char) unit, (char) unit(in, at + 6));
    }
    return unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE ? REPLACEMENT : unit;
  }

  // The bytes after a string are at least its quotation mark, so that what follows an escape can be read.
  private static boolean isPair(byte[] in, int at) {
    return Character.isHighSurrogate((char) unit(in, at))
        && in[at + 6] == '\\'
        && in[at + 7] == 'u'
        && Character.isLowSurrogate((char) unit(in, at + 6));
  }

  private static int unit(byte[] in, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = unit << 4 | Character.digit(in[i], 16);
    }
    return unit;
  }

  /** Appends a character in UTF-8. */
  static void append(ByteBuilder out, int c) {
    if (c < 0x80) {
      out.append(c);
    } else if (c < 0x800) {
      out.append(0xc0 | c >> 6).append(0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      out.append(0xe0 | c >> 12).append(0x80 | c >> 6 & 0x3f).append(0x80 | c & 0x3f);
    } else {
      out.append(0xf0 | c >> 18).append(0x80 | c >> 12 & 0x3f).append(0x80 | c >> 6 & 0x3f).append(0x80 | c & 0x3f);
    }
  }
}
