package org.eyas.fields.dns;

import org.eyas.api.data.Bytes;

/**
 * An address as two numbers, to compare it without its bytes. An IPv4 address inside IPv6 is that IPv4 address. One object is used
 * for all addresses.
 */
final class AddressBits {
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;
  private static final long OF_IPV4 = 1L << 40; // sets an IPv4 address apart from all IPv6 addresses below ::/64
  private static final long MAPPED = 0xffffL; // ::ffff:0:0/96, RFC 4291

  private long high;
  private long low;

  /** Moves to an address in network byte order. False if the bytes are not an address. */
  boolean set(Bytes address) {
    return set(address, 0, address.length());
  }

  /** Moves to the address in a part of some bytes. False if the part is not an address. */
  boolean set(Bytes bytes, int from, int to) {
    if (to - from == IPV4) {
      setIpv4(number(bytes, from, to));
    } else if (to - from == IPV6) {
      high = number(bytes, from, from + Long.BYTES);
      low = number(bytes, from + Long.BYTES, to);
      if (high == 0 && low >>> Integer.SIZE == MAPPED) {
        setIpv4(low & 0xffff_ffffL);
      }
    } else {
      return false;
    }
    return true;
  }

  private void setIpv4(long number) {
    high = 0;
    low = OF_IPV4 | number;
  }

  private static long number(Bytes bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | bytes.at(i);
    }
    return number;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }
}
