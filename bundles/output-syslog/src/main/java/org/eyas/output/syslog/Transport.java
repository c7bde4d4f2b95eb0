package org.eyas.output.syslog;

import java.io.IOException;

/** A way for messages to a syslog daemon. Opens itself at the first message, and again after a failure. */
sealed interface Transport permits LocalTransport, UdpTransport, StreamTransport {
  /** Says what is wrong already, without waiting for a server. */
  default void check() throws IOException {}

  /** Sends a message; may wait while the daemon takes nothing. */
  void send(byte[] message) throws IOException;

  /** Lets go of what is open; the next message opens it again. */
  void disconnect();

  /** Ends it for good. May be called while {@link #send} waits. */
  void close();
}
