package org.eyas.output.syslog;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages over one connection, each after its length ("octet counting" of RFC 6587 and RFC 5425). If the connection is
 * broken, the message is sent over a new one. Syslog has no acknowledgements, so messages that the server had not read when it
 * stopped are lost.
 */
final class StreamTransport implements SyslogTransport {
  private static final int CONNECT_MILLIS = 5_000;

  private final SyslogServer server;
  private final SocketLayer sockets;
  private volatile @Nullable Socket below;
  private @Nullable WatchedConnection connection;
  private volatile boolean closed;

  StreamTransport(SyslogServer server, SocketLayer sockets) {
    this.server = server;
    this.sockets = sockets;
  }

  @Override
  public void check() throws IOException {
    try {
      sockets.check();
    } catch (IOException e) {
      throw server.failure(e);
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    byte[] framed = framed(message);
    for (boolean fresh = connection == null; !trySend(framed, fresh); fresh = true) {
      disconnect();
    }
  }

  private boolean trySend(byte[] framed, boolean fresh) throws IOException {
    try {
      connected().socket().getOutputStream().write(framed);
      return true;
    } catch (IOException e) {
      if (fresh || closed) {
        disconnect();
        throw server.failure(e);
      }
      return false;
    }
  }

  private static byte[] framed(byte[] message) {
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] framed = new byte[length.length + message.length];
    System.arraycopy(length, 0, framed, 0, length.length);
    System.arraycopy(message, 0, framed, length.length, message.length);
    return framed;
  }

  private WatchedConnection connected() throws IOException {
    WatchedConnection open = connection;
    if (open != null && !open.isEnded()) {
      return open;
    }
    disconnect();
    if (closed) {
      throw new IOException("the output was switched off");
    }
    Socket socket = new Socket();
    below = socket;
    socket.connect(server.address(), CONNECT_MILLIS);
    socket.setKeepAlive(true);
    WatchedConnection fresh = new WatchedConnection(sockets.wrap(socket, server));
    connection = fresh;
    return fresh;
  }

  // The TCP socket is closed first, because closing TLS would wait for a write that hangs.
  @Override
  public void disconnect() {
    connection = null;
    closeBelow();
  }

  @Override
  public void close() {
    closed = true;
    closeBelow();
  }

  private void closeBelow() {
    Socket socket = below;
    below = null;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is not used any more in any case
        return;
      }
    }
  }
}
