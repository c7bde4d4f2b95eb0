package org.eyas.output.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection to a server. A thread notices when the server ends it. */
final class WatchedConnection {
  private final Socket socket;
  private volatile boolean ended;

  WatchedConnection(Socket socket) {
    this.socket = socket;
    Thread.ofPlatform().daemon().name("output-syslog-end").start(this::awaitEnd);
  }

  Socket socket() {
    return socket;
  }

  /** Whether the server has ended it. */
  boolean isEnded() {
    return ended;
  }

  // A server sends nothing, but only by reading can we notice that it has closed the connection.
  private void awaitEnd() {
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // treated as the end of the connection
    } finally {
      ended = true;
    }
  }
}
