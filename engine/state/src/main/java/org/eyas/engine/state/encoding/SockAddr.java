package org.eyas.engine.state.encoding;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A socket address as events encode it (SOCKADDR), read in place.
 *
 * <pre>
 *   unix  | 1  | path ... 0 |
 *   inet  | 2  | address 4  | port u16 |
 *   inet6 | 10 | address 16 | port u16 |
 * </pre>
 *
 * <p>Addresses are in network order, ports little-endian.
 */
public final class SockAddr {
  private final ByteView address = new ByteView();
  private Bytes encoded = Text.EMPTY;
  private int family;

  /** Moves to a parameter. Returns whether the parameter contains a complete address. */
  public boolean wrap(Bytes parameter) {
    encoded = parameter;
    family = parameter.isEmpty() ? 0 : parameter.at(0);
    int length = parameter.length();
    return switch (family) {
      case ScapFlags.FAMILY_INET -> length >= 7;
      case ScapFlags.FAMILY_INET6 -> length >= 19;
      case ScapFlags.FAMILY_UNIX -> length >= 2 && parameter.at(length - 1) == 0;
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

  /** 4 or 16 bytes; only for the inet families. */
  public Bytes address() {
    return encoded.slice(1, 1 + addressLength(), address);
  }

  public int port() {
    return SocketAddressBytes.port(encoded, 1 + addressLength());
  }

  /** The path of a unix address, without the zero at its end. */
  public Bytes path() {
    return SocketAddressBytes.text(encoded, 1, address);
  }

  private int addressLength() {
    return family == ScapFlags.FAMILY_INET ? 4 : 16;
  }
}
