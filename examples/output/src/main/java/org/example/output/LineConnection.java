package org.example.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to which lines are written. If it is broken, the next line opens a new one. */
final class LineConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3_000;

  private final String host;
  private final int port;
  private volatile Socket socket;
  private volatile boolean closed;

  LineConnection(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Writes a line. If the connection is broken, tries a second time over a new one. */
  void write(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    boolean fresh = socket == null;
    try {
      connected().getOutputStream().write(bytes);
    } catch (IOException e) {
      disconnect();
      if (fresh || closed) {
        throw failure(e);
      }
      write(line);
    }
  }

  private IOException failure(IOException e) {
    return new IOException("cannot send to " + host + ":" + port + " (host, port): " + e.getMessage(), e);
  }

  private Socket connected() throws IOException {
    Socket open = socket;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IOException("the output was switched off");
    }
    Socket fresh = new Socket();
    socket = fresh; // from now on close() can end it, even while it connects
    fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    Thread.ofVirtual().start(() -> awaitEnd(fresh));
    return fresh;
  }

  // The server sends nothing, but only by reading can we notice that it has closed the connection.
  private void awaitEnd(Socket of) {
    try (InputStream in = of.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // treated as the end of the connection
    }
    if (socket == of) {
      disconnect();
    }
  }

  void disconnect() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        return; // it is not used any more in any case
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
