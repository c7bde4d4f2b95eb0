package org.eyas.engine.state.encoding;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.engine.text.Utf8Sequence;

/** Prints addresses, ports and tuples of sockets as {@code fd.name} shows them. */
public final class SocketPrinter {
  private static final byte[] ARROW = {'-', '>'};

  private SocketPrinter() {}

  /** Appends 4 bytes as a.b.c.d, and 16 bytes in the short form of RFC 5952 that inet_ntop prints. */
  public static void address(Bytes address, ByteBuilder out) {
    if (address.length() == 4) {
      IpAddressPrinter.dotted(address, 0, out);
    } else if (address.length() == 16) {
      IpAddressPrinter.grouped(address, out);
    }
  }

  public static void endpoint(Bytes address, int port, ByteBuilder out) {
    address(address, out);
    out.append(':').appendDecimal(port);
  }

  /** Appends a tuple: source->destination with ports or, for a unix socket, both pointers and the path. */
  public static void tuple(SockTuple tuple, boolean keepsBytes, ByteBuilder out) {
    if (tuple.isInet()) {
      endpoint(tuple.source(), tuple.sourcePort(), out);
      arrow(out);
      endpoint(tuple.destination(), tuple.destinationPort(), out);
    } else if (tuple.isUnix()) {
      unix(tuple.sourcePointer(), tuple.destinationPointer(), tuple.path(), keepsBytes, out);
    } else {
      family(tuple.family(), out);
    }
  }

  /** Appends an address: address:port or, for a unix socket, the path. */
  public static void sockAddr(SockAddr addr, boolean keepsBytes, ByteBuilder out) {
    if (addr.isInet()) {
      endpoint(addr.address(), addr.port(), out);
    } else if (addr.family() == ScapFlags.FAMILY_UNIX) {
      path(addr.path(), keepsBytes, out);
    } else {
      family(addr.family(), out);
    }
  }

  public static void unix(long source, long destination, Bytes path, boolean keepsBytes, ByteBuilder out) {
    hex(source, out);
    arrow(out);
    hex(destination, out);
    out.append(' ');
    path(path, keepsBytes, out);
  }

  private static void path(Bytes path, boolean keepsBytes, ByteBuilder out) {
    if (keepsBytes) {
      out.append(path);
    } else {
      Utf8Sequence.appendPrintable(path, out);
    }
  }

  public static void arrow(ByteBuilder out) {
    out.append(ARROW);
  }

  private static void family(int family, ByteBuilder out) {
    out.append("family ").appendDecimal(family);
  }

  /** Appends a number in hexadecimal digits, without leading zeros. */
  static void hex(long value, ByteBuilder out) {
    int shift = 60;
    while (shift > 0 && (value >>> shift) == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      out.append("0123456789abcdef".charAt((int) (value >>> shift) & 0xf));
    }
  }
}
