package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Sends requests of HTTP to a unix socket. Each has a deadline, whatever is at the other end. */
final class UnixSocket {
  private static final int MOST_BODY = 8 * 1024 * 1024;

  private final Path path;

  UnixSocket(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * The body of the answer to a request.
   *
   * @throws NotFoundException if the status is 404
   * @throws IOException if there is no complete answer with status 200 in time
   */
  byte[] get(String request, long limitMillis) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    HttpResponse response = new HttpResponse(MOST_BODY);
    try (SocketChannel channel = send(request, false);
        Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      ByteBuffer in = ByteBuffer.allocate(64 * 1024);
      while (!response.isDone()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new IOException(path + " does not answer within " + limitMillis + " ms");
        }
        selector.select(left);
        receive(channel, in, response);
      }
    }
    return checked(response, request);
  }

  private byte[] checked(HttpResponse response, String request) throws IOException {
    if (response.status() == 404) {
      throw new NotFoundException(path + " has no " + request);
    }
    if (response.status() != 200) {
      throw new IOException(path + " answers with status " + response.status());
    }
    return response.takeBody();
  }

  /** Reads what has arrived, without waiting. */
  static void receive(SocketChannel channel, ByteBuffer in, HttpResponse response) throws IOException {
    int count = channel.read(in.clear());
    if (count < 0) {
      response.end();
    } else {
      response.read(in.flip());
    }
  }

  /**
   * Opens a connection that never blocks and sends a request.
   *
   * @param keeps whether the answer goes on for as long as the connection
   */
  SocketChannel send(String request, boolean keeps) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(path))) {
        throw new IOException(path + " does not accept connections");
      }
      String head = "GET " + request + " HTTP/1.1\r\nHost: localhost\r\n" + (keeps ? "" : "Connection: close\r\n") + "\r\n";
      ByteBuffer out = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
      channel.write(out);
      if (out.hasRemaining()) {
        throw new IOException(path + " does not accept a request");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
