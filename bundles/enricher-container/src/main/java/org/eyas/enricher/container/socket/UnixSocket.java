package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.eyas.enricher.container.id.ContainerId;

/** Sends requests of HTTP to a unix socket. Each request has a deadline, even if the other end hangs. */
final class UnixSocket {
  private static final int MOST_BODY = 8 * 1024 * 1024;
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private final Path path;

  UnixSocket(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * The owner of the socket. This runtime describes containers of that user only. The user that runs this engine counts
   * as root. {@link ContainerId#NOBODY} if there is no socket.
   */
  long owner() {
    try {
      Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      boolean isOwn = uid.equals(Files.getAttribute(OWN_PROCESS, "unix:uid"));
      return isOwn ? ContainerId.ROOT : uid instanceof Integer number ? number & 0xffff_ffffL : ContainerId.NOBODY;
    } catch (IOException e) {
      return ContainerId.NOBODY;
    }
  }

  /**
   * The body of the answer to a request.
   *
   * @throws ContainerNotFoundException if the status is 404
   * @throws IOException if there is no complete answer with status 200 in time
   */
  byte[] get(String request, long limitMillis) throws IOException {
    HttpResponse response = new HttpResponse(MOST_BODY);
    try (SocketChannel channel = send(head(request, false))) {
      exchange(
          channel,
          limitMillis,
          in -> {
            receive(channel, in, response);
            return response.isDone();
          });
    }
    return checked(response, request);
  }

  /**
   * The message of the answer to a unary call of gRPC; empty if the call fails.
   *
   * @throws IOException if there is no complete answer in time
   */
  byte[] call(String method, Map<String, String> metadata, byte[] message, long limitMillis) throws IOException {
    GrpcCall call = new GrpcCall();
    try (SocketChannel channel = send(GrpcRequest.of(method, metadata, message))) {
      exchange(
          channel,
          limitMillis,
          in -> {
            if (channel.read(in.clear()) < 0) {
              throw new IOException("the connection ended within the answer");
            }
            write(channel, call.read(in.flip()));
            return call.isDone();
          });
    }
    return call.message();
  }

  private interface Reading {
    /** Reads what has arrived. Returns whether that was all. */
    boolean isDone(ByteBuffer in) throws IOException;
  }

  private void exchange(SocketChannel channel, long limitMillis, Reading reading) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      boolean done = false;
      while (!done) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new IOException(path + " does not answer within " + limitMillis + " ms");
        }
        if (selector.select(left) > 0) {
          selector.selectedKeys().clear();
          done = reading.isDone(in);
        }
      }
    }
  }

  private byte[] checked(HttpResponse response, String request) throws IOException {
    if (response.status() == 404) {
      throw new ContainerNotFoundException(path + " has no " + request);
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
   * A request of HTTP.
   *
   * @param keeps whether the answer continues for as long as the connection
   */
  static byte[] head(String request, boolean keeps) {
    String head = "GET " + request + " HTTP/1.1\r\nHost: localhost\r\n" + (keeps ? "" : "Connection: close\r\n") + "\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  /** Opens a non-blocking connection and sends a request. */
  SocketChannel send(byte[] request) throws IOException {
    SocketChannel channel = connect();
    try {
      write(channel, request);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(path))) {
        throw new IOException(path + " does not accept connections");
      }
      if (!channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))) {
        throw new IOException(path + " belongs to another user than the program that listens on it");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Writes bytes that fit into the buffer of a socket. */
  static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    channel.write(out);
    if (out.hasRemaining()) {
      throw new IOException("the container runtime does not read its request");
    }
  }
}
