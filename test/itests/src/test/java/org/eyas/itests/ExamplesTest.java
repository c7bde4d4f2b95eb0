package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.StreamServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples as third-party bundles: copied to the folder of the program as shipped. */
@Timeout(120)
class ExamplesTest {
  private static final String RULES =
      """
      - rule: from the web
        desc: uses the fields of two other bundles
        condition: evt.type = openat and not randomness.exe > 340 and not systemd.unit = ssh.service
        output: "%evt.arg.name of unit=%systemd.unit randomness=%randomness.exe"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private static void drop(String example, Path into) throws IOException {
    Path jar = Dist.checkout().resolve("examples/" + example + "/target/org.example." + example + "-1.0.0.jar");
    Files.copy(jar, into.resolve("." + example + ".jar"));
    Files.move(into.resolve("." + example + ".jar"), into.resolve(example + ".jar"));
  }

  private Path configuration(Path dropped, int rulesPort, int linesPort) throws IOException {
    return Files.writeString(
        folder.resolve("eyas.yaml"),
        """
        rules_files: [none.yaml]
        stdout_output: {enabled: false}
        eyas:
          rules: {shipped: never}
          bundles: {directory: %s}
          components:
            - {pid: org.example.rules, config: {url: "http://localhost:%d/rules.yaml", seconds: 1}}
            - {pid: org.example.output, config: {port: %d}}
        """
            .formatted(dropped, rulesPort, linesPort));
  }

  private static HttpServer web(String rules) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = rules.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void rulesFieldsEnricherAndOutputOfOthersWorkTogetherAndTheOutputComesWhileEventsFlow() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    Path dropped = Files.createDirectory(folder.resolve("bundles.d"));
    for (String example : List.of("rules", "fields", "enricher")) {
      drop(example, dropped);
    }
    StreamServer lines = StreamServer.ofLines();
    HttpServer web = web(RULES);
    try (CaptureFeed capture = CaptureFeed.in(folder);
        Receiver receiver = lines.asReceiver((alert, end) -> {}, () -> {})) {
      Path config = configuration(dropped, web.getAddress().getPort(), lines.port());
      capture.open(eyas.start("-c", config.toString(), "-e", capture.pipe().toString()));
      capture.feed(10);
      drop("output", dropped);
      eyas.await(
          "an alert at the receiver",
          () -> {
            capture.feed(1);
            return !receiver.lines().isEmpty();
          });
      capture.close();
      eyas.awaitEnd();
      String last = receiver.lines().getLast();
      assertTrue(last.contains("Informational /f/" + capture.events() + " of unit=<NA> randomness=<NA>"), last);
    } finally {
      web.stop(0);
    }
  }

  @Test
  void aSourceOfOthersReceivesJsonOverHttpAndHasTheFieldsOfJson() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    Path dropped = Files.createDirectory(folder.resolve("bundles.d"));
    drop("webhook", dropped);
    eyas.write(
        "rules.yaml",
        """
        - rule: a build failed
          desc: d
          source: webhook
          condition: json.value[/event] = build and json.value[/result] = failed
          output: "build %json.value[/number] failed"
          priority: INFO
        """);
    int port = LocalPorts.free();
    eyas.write(
        "eyas.yaml",
        """
        rules_files: [rules.yaml]
        webserver: {enabled: false}
        plugins: [{name: json}]
        load_plugins: [json]
        eyas:
          rules: {shipped: never}
          bundles: {directory: %s}
          components:
            - {pid: org.example.webhook, config: {port: %d, directory: %s}}
        """
            .formatted(dropped, port, folder.resolve("events")));
    eyas.start("-c", "eyas.yaml", "-U", "--disable-source", "syscall");
    String good = "{\"event\": \"build\", \"number\": 6, \"result\": \"passed\"}";
    eyas.await("an answer", () -> post(port, "[" + good + "," + good.replace("6", "7").replace("passed", "failed") + "]") == 200);
    eyas.await("out", "build 7 failed", 1);
    assertEquals(0, eyas.count("out", "build 6"));
  }

  private static int post(int port, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
