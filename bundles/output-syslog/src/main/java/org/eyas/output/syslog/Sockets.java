package org.eyas.output.syslog;

import java.io.IOException;
import java.net.Socket;

/** Adds TLS, or nothing, to a connected TCP socket. */
sealed interface Sockets permits PlainSockets, TlsSockets {
  /**
   * Checks the settings before the first connection.
   *
   * @throws IOException if a setting is wrong
   */
  default void check() throws IOException {}

  /** The socket to write to. The caller closes {@code connected}. */
  Socket over(Socket connected, Server server) throws IOException;
}
