package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.process.ShellKill;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All outputs at once, of the program as shipped, over the replay of one capture. */
@Timeout(120)
class OutputsTest {
  private static final int ALERTS = 200;
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name größer
        priority: WARNING
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void replay(String... options) throws Exception {
    eyas.write("rules.yaml", RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(capture, options);
      capture.feed(ALERTS);
    }
    eyas.awaitEnd();
  }

  private static CompletableFuture<List<String>> serve(ServerSocket server) {
    CompletableFuture<List<String>> received = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket connection = server.accept()) {
                received.complete(messages(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
              } catch (IOException e) {
                received.completeExceptionally(e);
              }
            });
    return received;
  }

  // LENGTH <12>1 TIME HOST falco PID - - BOM line, one after the other: no line of these alerts contains the BOM.
  private static List<String> messages(String text) {
    List<String> messages = new ArrayList<>();
    for (String part : text.split("\\d+ <12>1 \\S+ \\S+ falco \\d+ - - \uFEFF")) {
      if (!part.isEmpty()) {
        messages.add(part);
      }
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyAlertReachesEachOutputInOrderAsTextAndAsJson(boolean json) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<List<String>> syslog = serve(server);
      replay(
          "-o", "json_output=" + json,
          "-o", "stdout_output.enabled=true",
          "-o", "file_output={enabled: true, filename: alerts.txt, keep_alive: " + json + "}",
          "-o", "program_output={enabled: true, program: cat >> program.txt, keep_alive: true}",
          "-o", "syslog_output.enabled=true",
          "-o", "eyas.syslog_output={protocol: tcp, host: 127.0.0.1, port: " + server.getLocalPort() + "}");
      List<String> file = eyas.lines("alerts.txt");
      assertEquals(ALERTS, file.size());
      for (int i = 0; i < ALERTS; i++) {
        assertTrue(file.get(i).contains("opened /f/" + (i + 1) + " größer"), file.get(i));
        assertEquals(json, file.get(i).startsWith("{"));
      }
      assertEquals(file, eyas.lines("out").subList(0, ALERTS));
      assertEquals(file, eyas.lines("program.txt"));
      assertEquals(file, syslog.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void unreachableOutputsAreLoggedOnceAndOthersContinue() throws Exception {
    replay(
        "-o", "file_output={enabled: true, filename: no/such/alerts.txt}",
        "-o", "program_output={enabled: true, program: exit 9}",
        "-o", "syslog_output.enabled=true",
        "-o", "eyas.syslog_output={protocol: tcp, host: 127.0.0.1, port: 1}");
    String reported = String.join("\n", eyas.lines("err", "_output"));
    assertEquals(3, reported.lines().count(), eyas::err);
    assertTrue(reported.contains("file: failed to write to output file no/such/alerts.txt (file_output.filename): No such"),
        reported);
    assertTrue(reported.contains("program: 'exit 9' (program_output.program) ended with exit code 9"), reported);
    assertTrue(
        reported.contains("syslog: failed to send to 127.0.0.1 port 1 (eyas.syslog_output): Connection refused"), reported);
    assertTrue(eyas.count("out", "opened /f/") >= ALERTS);
  }

  @Test
  void movedFileIsCreatedAgainOnTheSignal() throws Exception {
    eyas.write("rules.yaml", RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      Process process = eyas.replay(capture, "-o", "file_output={enabled: true, filename: alerts.txt, keep_alive: true}");
      capture.feed(CaptureFeed.BATCH);
      Path file = folder.resolve("alerts.txt");
      eyas.await("every alert", () -> eyas.lines("alerts.txt").size() == CaptureFeed.BATCH);
      Files.move(file, folder.resolve("alerts.1"));
      ShellKill.send("USR1", process);
      eyas.await("a new file", () -> Files.exists(file));
      capture.feed(CaptureFeed.BATCH);
      eyas.await("every alert", () -> eyas.lines("alerts.txt").size() == CaptureFeed.BATCH);
    }
    eyas.awaitEnd();
    assertEquals(CaptureFeed.BATCH, eyas.lines("alerts.1").size());
  }
}
