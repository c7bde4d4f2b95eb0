package org.eyas.engine.state.encoding;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Prints addresses of IPv4 and IPv6 without allocating. */
final class IpAddressPrinter {
  private IpAddressPrinter() {}

  /** Appends 4 bytes from an index on as a.b.c.d. */
  static void dotted(Bytes address, int from, ByteBuilder out) {
    for (int i = from; i < from + 4; i++) {
      if (i > from) {
        out.append('.');
      }
      out.appendDecimal(address.at(i));
    }
  }

  /** Appends 16 bytes in the short form of RFC 5952. */
  static void grouped(Bytes address, ByteBuilder out) {
    int gap = longestZeroRun(address);
    int gapLength = gap < 0 ? 0 : zeroRun(address, gap);
    boolean embedded = gap == 0 && (gapLength == 6 || gapLength == 5 && group(address, 5) == 0xffff);
    int groups = embedded ? 6 : 8;
    for (int i = 0; i < groups; i++) {
      if (i == gap) {
        out.append(':');
        i += gapLength - 1;
        continue;
      }
      if (i > 0) {
        out.append(':');
      }
      SocketPrinter.hex(group(address, i), out);
    }
    if (embedded) {
      out.append(':');
      dotted(address, 12, out);
    } else if (gap >= 0 && gap + gapLength == 8) {
      out.append(':');
    }
  }

  private static int longestZeroRun(Bytes address) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = zeroRun(address, i);
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
    }
    return best;
  }

  private static int zeroRun(Bytes address, int from) {
    int i = from;
    while (i < 8 && group(address, i) == 0) {
      i++;
    }
    return i - from;
  }

  private static int group(Bytes address, int index) {
    return address.at(2 * index) << 8 | address.at(2 * index + 1);
  }
}
