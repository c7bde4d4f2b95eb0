package org.eyas.engine.pushdown;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads both ends of a socket in place, as events encode them (SOCKTUPLE): the family in the first byte; for a unix
 * socket, two pointers and a path; otherwise source, port, destination, port. The state has a reader of its own, which
 * the pushdown does not use, so that the two do not share mistakes. For one thread.
 */
final class SocketTupleReader {
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int PORT = 2;

  private final ByteView source = new ByteView();
  private final ByteView destination = new ByteView();
  private Bytes encoded = Text.EMPTY;
  private int width;
  private boolean mapped;

  /** Moves to a parameter. Returns null if the parameter is incomplete, or of another kind. */
  @Nullable
  SocketKind wrap(Bytes parameter) {
    encoded = parameter;
    mapped = false;
    int length = parameter.length();
    int family = length == 0 ? 0 : parameter.at(0);
    if (family == UNIX) {
      return length >= 18 && parameter.at(length - 1) == 0 ? SocketKind.UNIX : null;
    }
    width = family == INET ? 4 : 16;
    if (family != INET && family != INET6 || length < 1 + 2 * (width + PORT)) {
      return null;
    }
    mapped = family == INET6 && isMapped(1) && isMapped(1 + width + PORT);
    return family == INET || mapped ? SocketKind.IPV4 : SocketKind.IPV6;
  }

  Bytes source() {
    return address(1, source);
  }

  Bytes destination() {
    return address(1 + width + PORT, destination);
  }

  int sourcePort() {
    return port(1 + width);
  }

  int destinationPort() {
    return port(1 + 2 * width + PORT);
  }

  private Bytes address(int at, ByteView into) {
    return encoded.slice(mapped ? at + 12 : at, at + width, into);
  }

  private int port(int at) {
    return encoded.at(at) | encoded.at(at + 1) << 8;
  }

  /** Whether 16 bytes are ::ffff:a.b.c.d, or all zero, which counts as IPv4 too. */
  private boolean isMapped(int at) {
    int ones = 0;
    int others = 0;
    for (int i = 0; i < 16; i++) {
      int b = encoded.at(at + i);
      boolean prefix = i == 10 || i == 11;
      ones += prefix && b == 0xff ? 1 : 0;
      others += b != 0 && (i < 10 || prefix && b != 0xff) ? 1 : 0;
    }
    return others == 0 && (ones == 2 || ones == 0 && isZero(at + 12));
  }

  private boolean isZero(int at) {
    return (encoded.at(at) | encoded.at(at + 1) | encoded.at(at + 2) | encoded.at(at + 3)) == 0;
  }
}
