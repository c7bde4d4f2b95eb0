package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/** Addresses as text: IPv4 in decimal, IPv6 as RFC 5952 says. */
final class AddressPrinter {
  static final int IPV4 = 4;
  static final int IPV6 = 16;
  private static final int GROUPS = 8;

  private AddressPrinter() {}

  static void appendIpv4(Bytes data, int at, ByteBuilder text) {
    for (int i = 0; i < IPV4; i++) {
      if (i > 0) {
        text.append('.');
      }
      text.appendDecimal(data.at(at + i));
    }
  }

  static void appendIpv6(Bytes data, int at, ByteBuilder text) {
    int from = longestZeros(data, at);
    int to = from + zeros(data, at, from);
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        text.append("::");
        i = to - 1;
        continue;
      }
      if (i > 0 && i != to) {
        text.append(':');
      }
      appendHex(group(data, at, i), text);
    }
  }

  /** The first group of the longest run of at least two zeros; after the last group if there is none. */
  private static int longestZeros(Bytes data, int at) {
    int best = GROUPS;
    int most = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zeros(data, at, i);
      if (zeros > most) {
        most = zeros;
        best = i;
      }
    }
    return best;
  }

  private static int zeros(Bytes data, int at, int from) {
    int i = from;
    while (i < GROUPS && group(data, at, i) == 0) {
      i++;
    }
    return i - from;
  }

  private static int group(Bytes data, int at, int index) {
    return data.at(at + 2 * index) << 8 | data.at(at + 2 * index + 1);
  }

  private static void appendHex(int number, ByteBuilder text) {
    boolean begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = number >> shift & 0xf;
      begun |= digit > 0 || shift == 0;
      if (begun) {
        text.append(Character.forDigit(digit, 16));
      }
    }
  }
}
