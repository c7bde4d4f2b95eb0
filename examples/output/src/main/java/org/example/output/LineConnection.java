package org.example.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that lines are written to; one that broke is made anew for the next line. */
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

  /** Writes a line; tries a second time over a new connection where the old one broke. */
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
    socket = fresh; // from here on close() ends it, the attempt to connect too
    fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    Thread.ofVirtual().start(() -> awaitEnd(fresh));
    return fresh;
  }

  // The server says nothing: reading is how one learns that it has gone.
  private void awaitEnd(Socket of) {
    try (InputStream in = of.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // as good as its end
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
        return; // it is given up in any case
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
