package org.eyas.output.syslog;

import java.io.IOException;

/** Sends messages to a syslog daemon. The socket is opened at the first message, and again after a failure. */
sealed interface SyslogTransport permits LocalSyslogTransport, UdpTransport, StreamTransport {
  /**
   * Checks the settings without waiting for a server.
   *
   * @throws IOException if a setting is wrong
   */
  default void check() throws IOException {}

  /** Sends a message. May wait while the daemon does not read. */
  void send(byte[] message) throws IOException;

  /** Closes the socket. The next message opens it again. */
  void disconnect();

  /** Closes the transport for good. May be called while {@link #send} waits. */
  void close();
}
