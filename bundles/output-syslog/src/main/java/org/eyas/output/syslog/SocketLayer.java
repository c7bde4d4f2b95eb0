package org.eyas.output.syslog;

import java.io.IOException;
import java.net.Socket;

/** Adds TLS, or nothing, to a connected TCP socket. */
sealed interface SocketLayer permits PlainSocketLayer, TlsSocketLayer {
  /**
   * Checks the settings before the first connection.
   *
   * @throws IOException if a setting is wrong
   */
  default void check() throws IOException {}

  /** The socket to write to. The caller closes {@code connected}. */
  Socket wrap(Socket connected, SyslogServer server) throws IOException;
}
