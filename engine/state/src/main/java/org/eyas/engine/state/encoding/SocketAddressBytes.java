package org.eyas.engine.state.encoding;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;

/** Reads the parts of encoded socket addresses in place. */
public final class SocketAddressBytes {
  private SocketAddressBytes() {}

  /** Whether 16 bytes are ::ffff:a.b.c.d, or all zero, which counts as IPv4 too. */
  public static boolean isMapped(Bytes address) {
    for (int i = 0; i < 10; i++) {
      if (address.at(i) != 0) {
        return false;
      }
    }
    if (address.at(10) == 0xff && address.at(11) == 0xff) {
      return true;
    }
    for (int i = 10; i < 16; i++) {
      if (address.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** A port: u16, little-endian. */
  static int port(Bytes encoded, int at) {
    return encoded.at(at) | encoded.at(at + 1) << 8;
  }

  /** A text that ends with a zero, which is left out. */
  static Bytes text(Bytes encoded, int from, ByteView into) {
    int end = encoded.indexOf(0, from);
    return encoded.slice(from, end < 0 ? encoded.length() : end, into);
  }

  /** A pointer of the kernel: u64, little-endian. */
  static long pointer(Bytes encoded, int at) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = value << 8 | encoded.at(at + i);
    }
    return value;
  }
}
