package org.eyas.enricher.session;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Writes an internet address as text; the longest run of zero groups of an IPv6 address is shortened (RFC 5952). */
final class SessionAddressText {
  private static final int GROUPS = 8;
  private static final String DIGITS = "0123456789abcdef";

  private SessionAddressText() {}

  static void write(Bytes address, ByteBuilder out) {
    if (address.length() == 4) {
      for (int i = 0; i < 4; i++) {
        (i == 0 ? out : out.append('.')).appendDecimal(address.at(i));
      }
    } else {
      writeGroups(address, out);
    }
  }

  private static void writeGroups(Bytes address, ByteBuilder out) {
    int zeros = longestZeros(address);
    int end = endOfZeros(address, zeros);
    boolean shortened = end - zeros > 1;
    for (int i = 0; i < GROUPS; i++) {
      if (shortened && i == zeros) {
        out.append("::");
        i = end - 1;
      } else {
        writeHex(group(address, i), i == 0 || shortened && i == end ? out : out.append(':'));
      }
    }
  }

  private static int longestZeros(Bytes address) {
    int best = 0;
    for (int i = 1; i < GROUPS; i++) {
      if (endOfZeros(address, i) - i > endOfZeros(address, best) - best) {
        best = i;
      }
    }
    return best;
  }

  private static int endOfZeros(Bytes address, int from) {
    int end = from;
    while (end < GROUPS && group(address, end) == 0) {
      end++;
    }
    return end;
  }

  private static int group(Bytes address, int index) {
    return address.at(2 * index) << 8 | address.at(2 * index + 1);
  }

  private static void writeHex(int group, ByteBuilder out) {
    for (int shift = group > 0xfff ? 12 : group > 0xff ? 8 : group > 0xf ? 4 : 0; shift >= 0; shift -= 4) {
      out.append(DIGITS.charAt(group >> shift & 0xf));
    }
  }
}
