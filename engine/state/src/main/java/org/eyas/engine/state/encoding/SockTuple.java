package org.eyas.engine.state.encoding;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Both ends of a socket as events encode them (SOCKTUPLE), read in place.
 *
 * <pre>
 *   unix  | 1  | source u64 | destination u64 | path ... 0 |
 *   inet  | 2  | source 4   | port u16 | destination 4  | port u16 |
 *   inet6 | 10 | source 16  | port u16 | destination 16 | port u16 |
 * </pre>
 *
 * <p>Addresses are in network order, everything else little-endian; the ends of a unix socket are kernel pointers.
 */
public final class SockTuple {
  private final ByteView source = new ByteView();
  private final ByteView destination = new ByteView();
  private Bytes encoded = Text.EMPTY;
  private int family;
  private boolean mapped;

  /** Moves to a parameter. Returns whether the parameter contains a complete tuple. */
  public boolean wrap(Bytes parameter) {
    encoded = parameter;
    family = parameter.isEmpty() ? 0 : parameter.at(0);
    boolean whole = isWhole(parameter.length());
    mapped =
        whole
            && family == ScapFlags.FAMILY_INET6
            && SocketAddressBytes.isMapped(encoded.slice(1, 17, source))
            && SocketAddressBytes.isMapped(encoded.slice(19, 35, destination));
    return whole;
  }

  private boolean isWhole(int length) {
    return switch (family) {
      case ScapFlags.FAMILY_INET -> length >= 13;
      case ScapFlags.FAMILY_INET6 -> length >= 37;
      case ScapFlags.FAMILY_UNIX -> length >= 18 && encoded.at(length - 1) == 0;
      default -> length > 0;
    };
  }

  public int family() {
    return family;
  }

  public boolean isInet() {
    return family == ScapFlags.FAMILY_INET || family == ScapFlags.FAMILY_INET6;
  }

  public boolean isUnix() {
    return family == ScapFlags.FAMILY_UNIX;
  }

  /** Whether both ends are IPv4 addresses inside IPv6. */
  public boolean isMapped() {
    return mapped;
  }

  /** The source address; for a mapped tuple, the IPv4 address in it. */
  public Bytes source() {
    return family == ScapFlags.FAMILY_INET
        ? encoded.slice(1, 5, source)
        : encoded.slice(mapped ? 13 : 1, 17, source);
  }

  public Bytes destination() {
    return family == ScapFlags.FAMILY_INET
        ? encoded.slice(7, 11, destination)
        : encoded.slice(mapped ? 31 : 19, 35, destination);
  }

  public int sourcePort() {
    return SocketAddressBytes.port(encoded, family == ScapFlags.FAMILY_INET ? 5 : 17);
  }

  public int destinationPort() {
    return SocketAddressBytes.port(encoded, family == ScapFlags.FAMILY_INET ? 11 : 35);
  }

  public long sourcePointer() {
    return SocketAddressBytes.pointer(encoded, 1);
  }

  public long destinationPointer() {
    return SocketAddressBytes.pointer(encoded, 9);
  }

  /** The path of a unix tuple, without the zero at its end. */
  public Bytes path() {
    return SocketAddressBytes.text(encoded, 17, source);
  }
}
