package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** IP addresses as inet_ntop prints them: dotted, or RFC 5952 with the longest run of zeros as {@code ::}. */
public final class IpAddressText {
  private IpAddressText() {}

  /** Appends an address of 4 or 16 bytes in network order; appends nothing for any other length. */
  public static void append(Bytes address, ByteBuilder out) {
    append(address, 0, address.length(), out);
  }

  /** Appends the address at an offset. */
  static void append(Bytes bytes, int from, int length, ByteBuilder out) {
    if (length == 4) {
      appendDotted(bytes, from, out);
    } else if (length == 16) {
      appendGroups(bytes, from, out);
    }
  }

  private static void appendDotted(Bytes bytes, int from, ByteBuilder out) {
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        out.append('.');
      }
      out.appendDecimal(bytes.at(from + i));
    }
  }

  private static void appendGroups(Bytes bytes, int from, ByteBuilder out) {
    int zeros = longestRunOfZeros(bytes, from);
    int end = zeros < 0 ? -1 : endOfZeros(bytes, from, zeros);
    for (int i = 0; i < 8; i++) {
      if (i == zeros) {
        out.append(':').append(':');
        i = end - 1;
        continue;
      }
      if (i > 0 && i != end) {
        out.append(':');
      }
      if (i == 6 && embedsIpv4(bytes, from, zeros, end)) {
        appendDotted(bytes, from + 12, out);
        return;
      }
      NumberText.appendHex(group(bytes, from, i), out);
    }
  }

  /** glibc writes the last four bytes dotted in v4-compatible (::a.b.c.d) and v4-mapped (::ffff:a.b.c.d) addresses. */
  private static boolean embedsIpv4(Bytes bytes, int from, int zeros, int end) {
    return zeros == 0 && (end == 6 || end == 5 && group(bytes, from, 5) == 0xffff);
  }

  private static int longestRunOfZeros(Bytes bytes, int from) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = endOfZeros(bytes, from, i);
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    return best;
  }

  private static int endOfZeros(Bytes bytes, int from, int index) {
    int end = index;
    while (end < 8 && group(bytes, from, end) == 0) {
      end++;
    }
    return end;
  }

  private static int group(Bytes bytes, int from, int index) {
    return bytes.at(from + 2 * index) << 8 | bytes.at(from + 2 * index + 1);
  }
}
