package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClientConnectionsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final RecordingLogger logger = new RecordingLogger();
  private final RefusalLog log = new RefusalLog(logger);

  @Test
  void whoIsTurnedAwayIsLoggedOnce() throws IOException {
    try (ClientConnections clients = new ClientConnections(1, new OutcomeCounters(), log); ServerSocket server = server()) {
      int port = server.getLocalPort();
      assertTrue(clients.admit(client(server, LONG)));
      assertTrue(clients.admit(client(server, LONG)));
      assertTrue(clients.admit(client(server, LONG)));
      assertEquals(
          List.of("A request of /127.0.0.1:" + port
              + " was refused: more than 1 connections (logged at most once in 10 minutes)"),
          logger.warnings());
    }
  }

  @Test
  void whoIsTooSlowIsLogged() throws Exception {
    try (ClientConnections clients = new ClientConnections(1, new OutcomeCounters(), log); ServerSocket server = server()) {
      int port = server.getLocalPort();
      clients.admit(client(server, Duration.ZERO));
      ConditionWait.until(() -> !logger.warnings().isEmpty());
      assertEquals(
          List.of("A request of /127.0.0.1:" + port
              + " was refused: too slow, so that its connection was closed (logged at most once in 10 minutes)"),
          logger.warnings());
    }
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
  }

  private static ClientConnection client(ServerSocket server, Duration head) throws IOException {
    return new ClientConnection(new Socket(server.getInetAddress(), server.getLocalPort()), head);
  }
}
