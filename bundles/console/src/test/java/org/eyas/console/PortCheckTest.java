package org.eyas.console;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortCheckTest {
  private static ConsoleEndpoint endpoint(ServerSocket socket) {
    return new ConsoleEndpoint(socket.getInetAddress(), socket.getLocalPort(), null);
  }

  @Test
  void aPortThatIsTakenIsNamedWithItsKeyAndWhatToDo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      IOException taken = assertThrows(IOException.class, () -> PortCheck.requireFree(endpoint(other), 0));
      assertEquals(
          "eyas.console.port: cannot listen on 127.0.0.1:" + other.getLocalPort()
              + ": Address already in use; free the port or set another one",
          taken.getMessage());
    }
  }

  @Test
  void aPortThatIsBeingClosedIsWaitedFor() throws Exception {
    ServerSocket before = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ConsoleEndpoint endpoint = endpoint(before);
    CompletableFuture<Void> free =
        CompletableFuture.runAsync(() -> assertDoesNotThrow(() -> PortCheck.requireFree(endpoint, 50_000)));
    before.close();
    free.get();
  }
}
