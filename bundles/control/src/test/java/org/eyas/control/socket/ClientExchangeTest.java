package org.eyas.control.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClientExchangeTest {
  private final RequestMemoryLimit memory = new RequestMemoryLimit(1 << 20);
  @TempDir private Path folder;
  private ServerSocketChannel server;
  private SocketChannel client;
  private ClientExchange exchange;

  @BeforeEach
  void connect() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    client = SocketChannel.open(server.getLocalAddress());
    exchange = new ClientExchange(server.accept(), Duration.ofMillis(100));
  }

  @AfterEach
  void close() throws IOException {
    exchange.close();
    client.close();
    server.close();
  }

  private void send(String text) throws IOException {
    client.write(StandardCharsets.UTF_8.encode(text));
  }

  @Test
  void aLineMayComeInPieces() throws IOException {
    send("one ");
    Thread.ofVirtual().start(() -> {
      try {
        Thread.sleep(20);
        send("line\nand more");
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    assertEquals("one line", exchange.readLine(100, memory.new Share()));
  }

  @Test
  void clientThatSendsNothingTimesOut() throws IOException {
    send("half a line");
    IOException e = assertThrows(SocketTimeoutException.class, () -> exchange.readLine(100, memory.new Share()));
    assertEquals("the client sends no request", e.getMessage());
  }

  @Test
  void aRequestWithoutEndIsRefused() throws IOException {
    send("x".repeat(2_000));
    IOException e = assertThrows(IOException.class, () -> exchange.readLine(1_000, memory.new Share()));
    assertEquals("the request is longer than 1000 bytes", e.getMessage());
  }

  @Test
  void clientThatReadsNothingTimesOut() {
    IOException e =
        assertThrows(
            SocketTimeoutException.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                exchange.writeLine("x".repeat(1_000));
              }
            });
    assertEquals("the client does not read the answer", e.getMessage());
  }

  @Test
  void noticesThatAClientDisconnected() throws IOException {
    assertFalse(exchange.isDisconnected());
    send("text after a request is ignored");
    assertFalse(exchange.isDisconnected());
    client.close();
    assertTrue(exchange.isDisconnected());
  }

  @Test
  void requestsShareOneMemoryLimit() throws IOException {
    RequestMemoryLimit small = new RequestMemoryLimit(1_500);
    try (RequestMemoryLimit.Share first = small.new Share()) {
      send("x".repeat(1_000) + "\n");
      assertEquals(1_000, exchange.readLine(10_000, first).length());
      send("y".repeat(1_000) + "\n");
      IOException e = assertThrows(IOException.class, () -> exchange.readLine(10_000, small.new Share()));
      assertEquals("other large requests are not answered yet: try again in a moment", e.getMessage());
    }
  }

  @Test
  void workIsInterruptedWhenTheClientDisconnects() throws Exception {
    try (DisconnectWatch _ = exchange.interruptOnDisconnect()) {
      send("text after a request is ignored");
      client.close();
      assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
    }
    assertFalse(Thread.interrupted());
  }

  @Test
  void finishedWorkIsNotInterrupted() throws Exception {
    DisconnectWatch watch = exchange.interruptOnDisconnect();
    watch.close();
    client.close();
    assertTrue(exchange.isDisconnected());
    assertFalse(Thread.interrupted());
  }
}
