package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/**
 * The client's end of a network login.
 *
 * @param address 4 or 16 bytes in network byte order; absent if unknown
 * @param port 0 if unknown
 * @param source the source of the address and port
 */
record LoginConnection(Text address, int port, Source source) {
  /** The source of the knowledge about a connection. */
  enum Source {
    NOTHING,
    /** The socket that the server accepted. */
    SOCKET,
    /** The environment in which the server started the user's program. */
    ENVIRONMENT,
    /** The request to Kubernetes' API server. */
    REQUEST,
    /** The server has several connections, and nothing says which of them is the login. */
    SEVERAL
  }

  static final LoginConnection UNKNOWN = new LoginConnection(Text.ABSENT, 0, Source.NOTHING);
  static final LoginConnection SEVERAL = new LoginConnection(Text.ABSENT, 0, Source.SEVERAL);

  boolean isKnown() {
    return address.isPresent();
  }

  boolean hasSameEnd(LoginConnection other) {
    return port == other.port && address.equals(other.address);
  }
}
