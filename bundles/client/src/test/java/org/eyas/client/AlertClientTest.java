package org.eyas.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class AlertClientTest {
  @TempDir private Path folder;

  private static String failure(Subscription subscription) {
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class, () -> subscription.end().toCompletableFuture().get(20, TimeUnit.SECONDS));
    return String.valueOf(thrown.getCause().getMessage());
  }

  @Test
  void aGetIsAListOfAlerts() throws Exception {
    Path socket = folder.resolve("s");
    try (FakeServer _ = FakeServer.on(socket);
        AlertClient client = AlertClient.unix(socket)) {
      List<ClientAlert> alerts = client.get();
      assertEquals(
          new ClientAlert(
              Instant.ofEpochSecond(7, 8), "WARNING", "one", "an output", Map.of("proc.name", "cat"), "shop",
              List.of("a", "b"), "syscall"),
          alerts.getFirst());
      assertEquals("k8s_audit", alerts.getLast().source());
    }
  }

  @Test
  void theVersionIsThatOfTheServer() throws Exception {
    Path socket = folder.resolve("s");
    try (FakeServer _ = FakeServer.on(socket);
        AlertClient client = AlertClient.unix(socket)) {
      assertEquals(new ServerVersion("0.43.1", "0.58.0"), client.version());
    }
  }

  @Test
  void aServerThatSendsOnRequestIsPolledAndLeft() throws Exception {
    Path socket = folder.resolve("s");
    BlockingQueue<String> rules = new LinkedBlockingQueue<>();
    try (FakeServer _ = FakeServer.on(socket);
        AlertClient client = AlertClient.unix(socket)) {
      Subscription subscription = client.subscribe(alert -> rules.add(alert.rule()));
      for (String rule : List.of("1", "2")) {
        subscription.poll();
        assertEquals(rule, rules.poll(20, TimeUnit.SECONDS));
      }
      subscription.close();
      subscription.close();
      subscription.poll();
      subscription.end().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertEquals(List.of(), List.copyOf(rules));
    }
  }

  @Test
  void aServerThatRefusesSaysWhy() throws Exception {
    Path socket = folder.resolve("s");
    try (FakeServer _ = FakeServer.on(socket);
        AlertClient client = AlertClient.unix(socket)) {
      Subscription subscription = client.subscribe(alert -> {});
      for (int i = 0; i < 4; i++) {
        subscription.poll();
      }
      assertEquals(socket + ": RESOURCE_EXHAUSTED: enough", failure(subscription));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Path socket = folder.resolve("none");
    try (AlertClient client = AlertClient.unix(socket)) {
      String message = String.valueOf(assertThrows(ClientException.class, client::version).getMessage());
      assertTrue(message.startsWith(socket + ": UNAVAILABLE"), message);
      assertEquals(1, message.lines().count(), message);
      assertTrue(failure(client.subscribe(alert -> {})).startsWith(socket + ": UNAVAILABLE"));
    }
  }

  @Test
  void aServerThatComesBackIsFoundAgain() throws Exception {
    Path socket = folder.resolve("s");
    try (AlertClient client = AlertClient.unix(socket)) {
      assertThrows(ClientException.class, client::version);
      try (FakeServer _ = FakeServer.on(socket)) {
        ConditionWait.until(() -> answers(client));
        assertEquals("0.43.1", client.version().falco());
      }
    }
  }

  private static boolean answers(AlertClient client) {
    try {
      return !client.version().falco().isEmpty();
    } catch (ClientException e) {
      return false;
    }
  }

  @Test
  void overTlsBothSidesShowCertificates() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: the client over TLS is not tested");
    TestCertificates made = TestCertificates.in(folder.resolve("certs"));
    try (FakeServer server = FakeServer.secure(made)) {
      try (AlertClient client = AlertClient.tls("localhost", server.port(), files(made, "ca", "client"))) {
        assertEquals("0.43.1", client.version().falco());
      }
      try (AlertClient client = AlertClient.tls("localhost", server.port(), files(made, "other", "client"))) {
        assertThrows(ClientException.class, client::version);
      }
    }
  }

  private static TlsFiles files(TestCertificates made, String authority, String name) {
    return new TlsFiles(
        Path.of(made.path(authority + ".crt")), Path.of(made.path(name + ".crt")), Path.of(made.path(name + ".key")));
  }

  @Test
  void filesThatAreMissingOrWrongAreNamed() throws Exception {
    Path file = folder.resolve("x.pem");
    var files = new TlsFiles(file, file, file);
    assertEquals(
        file + ": cannot be read",
        assertThrows(IOException.class, () -> AlertClient.tls("localhost", 1, files)).getMessage());
    Files.writeString(file, "nonsense");
    IOException wrong = assertThrows(IOException.class, () -> AlertClient.tls("localhost", 1, files));
    assertTrue(String.valueOf(wrong.getMessage()).contains(file.toString()), wrong::toString);
  }
}
