package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A container runtime that answers each request as a test says: with HTTP, with nonsense, without end, or not at all. */
final class FakeRuntimeServer implements AutoCloseable {
  /** Answers one request. The connection is closed afterwards. */
  interface Answer {
    void to(String request, SocketChannel channel) throws IOException, InterruptedException;
  }

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel server;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
  private volatile Answer answer;

  FakeRuntimeServer(Path path, Answer answer) throws IOException {
    this.answer = answer;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    threads.add(Thread.ofVirtual().start(this::accept));
  }

  void answer(Answer next) {
    answer = next;
  }

  /** Ends all connections. */
  void hangUp() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  /** Writes text as it is. */
  static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** An answer with a status and a body of known length. */
  static Answer http(int status, String body) {
    return (request, channel) -> write(channel,
        "HTTP/1.1 " + status + " OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** No answer: the connection stays open. */
  static Answer nothing() {
    return (request, channel) -> Thread.sleep(Long.MAX_VALUE);
  }

  /**
   * The answer to a call of gRPC whose bytes contain one of these texts; the call fails otherwise. A call to Subscribe does not end.
   */
  static Answer grpc(Map<String, byte[]> messages) {
    return (request, channel) -> {
      StringBuilder sent = new StringBuilder(request);
      ByteBuffer in = ByteBuffer.allocate(64 * 1024);
      while (messages.keySet().stream().noneMatch(text -> sent.indexOf(text) >= 0) && channel.read(in.clear()) > 0) {
        sent.append(StandardCharsets.ISO_8859_1.decode(in.flip()));
      }
      channel.write(ByteBuffer.wrap(GrpcCallTest.frame(4, 0, 0)));
      for (Map.Entry<String, byte[]> message : messages.entrySet()) {
        if (sent.indexOf(message.getKey()) >= 0) {
          channel.write(ByteBuffer.wrap(GrpcCallTest.frame(0, 0, 1, GrpcCallTest.message(message.getValue()))));
        }
      }
      if (sent.indexOf("Subscribe") < 0) {
        channel.write(ByteBuffer.wrap(GrpcCallTest.frame(1, 5, 1)));
      }
      while (channel.read(in.clear()) > 0) {} // until the client has read it
    };
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        channels.add(channel);
        threads.add(Thread.ofVirtual().start(() -> serve(channel)));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      StringBuilder head = new StringBuilder();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (head.indexOf("\r\n\r\n") < 0 && channel.read(one.clear()) > 0) {
        head.append((char) one.get(0));
      }
      String request = head.substring(4, head.indexOf(" HTTP/"));
      requests.add(request);
      answer.to(request, channel);
    } catch (IOException | InterruptedException e) {
      // the client is gone, or the test is over
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.forEach(Thread::interrupt);
  }
}
