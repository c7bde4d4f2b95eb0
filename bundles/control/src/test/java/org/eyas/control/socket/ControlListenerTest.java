package org.eyas.control.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlListenerTest {
  private final RequestMemoryLimit memory = new RequestMemoryLimit(1 << 20);
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("run/control.sock");
  }

  private ControlListener echo(int most) throws IOException, SocketInUseException {
    return ControlListener.listen(path, most,
        (exchange, peer) -> exchange.writeLine(exchange.readLine(1_000, memory.new Share()) + "!"));
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static BufferedReader reader(SocketChannel channel) {
    return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  private static String ask(SocketChannel channel, String line) throws IOException {
    channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
    return reader(channel).readLine();
  }

  private static String mode(Path of) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(of));
  }

  @Test
  void theSocketIsItsOwnersAloneAndIsGoneAfterwards() throws Exception {
    try (ControlListener _ = echo(4);
        SocketChannel client = connect()) {
      assertEquals("rw-------", mode(path));
      assertEquals("rwx------", mode(path.getParent()));
      assertEquals("é!", ask(client, "é"));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void removesTheSocketOfADeadEngineButNotOfARunningOne() throws Exception {
    Files.createDirectory(path.getParent());
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertTrue(Files.exists(path));
    try (ControlListener _ = echo(4);
        SocketChannel client = connect()) {
      // One process cannot take a lock twice: another engine is another process, see ControlTest.
      assertThrows(RuntimeException.class, () -> echo(4));
      assertEquals("still there!", ask(client, "still there"));
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Files.createDirectory(path.getParent());
    Files.writeString(path, "mine");
    IOException e = assertThrows(IOException.class, () -> echo(4));
    assertEquals(path + " is not a socket", e.getMessage());
    assertEquals("mine", Files.readString(path));
  }

  @Test
  void numberOfClientsIsLimited() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(1);
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    ControlListener.Service waits =
        (exchange, peer) -> {
          threads.add(Thread.currentThread().getName());
          served.countDown();
          try {
            assertTrue(end.await(30, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        };
    try (ControlListener _ = ControlListener.listen(path, 1, waits);
        SocketChannel _ = connect()) {
      assertTrue(served.await(30, TimeUnit.SECONDS));
      for (int i = 0; i < 20; i++) {
        try (SocketChannel second = connect()) {
          assertEquals("{\"error\":\"the engine serves 1 clients already: try again later\"}", reader(second).readLine());
        }
      }
      end.countDown();
      ConditionWait.until(() -> {
        try (SocketChannel next = connect()) {
          return reader(next).readLine() == null && threads.size() == 2;
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      });
    }
    assertEquals(List.of("control-1", "control-2"), threads, "rejected clients use no thread");
  }

  @Test
  void failingServiceDoesNotEndOthers() throws Exception {
    ControlListener.Service service =
        (exchange, peer) -> {
          String line = exchange.readLine(1_000, memory.new Share());
          if (line.equals("fail")) {
            throw new IllegalStateException("as asked");
          }
          exchange.writeLine(line);
        };
    try (ControlListener _ = ControlListener.listen(path, 4, service)) {
      try (SocketChannel client = connect()) {
        assertEquals(null, ask(client, "fail"));
      }
      try (SocketChannel client = connect()) {
        assertEquals("work", ask(client, "work"));
      }
    }
  }
}
