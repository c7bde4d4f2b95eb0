package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The addresses at which the console listens, and those at which it does not. */
@Timeout(120)
class ConsoleListenTest {
  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private int port;

  private void start(String configuration) throws IOException {
    port = LocalPorts.free();
    eyas.write("rules.yaml", "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: INFO\n");
    eyas.write("eyas.yaml", "engine: {kind: nodriver}\nrules_files: [rules.yaml]\n" + configuration.replace("PORT", "" + port));
    eyas.start("-c", "eyas.yaml", "-o", "webserver.enabled=false", "-o", "eyas.console.accounts=" + folder.resolve("accounts"));
  }

  private void await(String line) {
    eyas.await(line, () -> eyas.err().contains(line));
  }

  private void awaitConsole(int times) {
    String line = "Console: http://127.0.0.1:" + port;
    eyas.await(times + " times " + line, () -> eyas.err().split(Pattern.quote(line), -1).length > times);
  }

  private HttpResponse<String> get(HttpClient client, String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build();
    return client.send(request, BodyHandlers.ofString());
  }

  // Felix' server lists a servlet as taken shortly before it serves it.
  private void awaitLogin(HttpClient client, String url) {
    eyas.await("the page " + url, () -> get(client, url).statusCode() == 200);
  }

  @Test
  void overTlsItListensAnywhereUnderTheNamesOfItsCertificate() throws Exception {
    assumeTrue(TestCertificates.possible(), "skipped: there is no openssl");
    TestCertificates made = TestCertificates.in(folder.resolve("certificates"));
    Path pem = folder.resolve("console.pem");
    Files.writeString(pem,
        Files.readString(Path.of(made.path("server.crt"))) + Files.readString(Path.of(made.path("server.key"))));
    start("eyas: {console: {enabled: true, address: 0.0.0.0, port: PORT, certificate: " + pem + "}}\n");
    await("Console: https://0.0.0.0:" + port);
    try (HttpClient client = HttpClient.newBuilder().sslContext(made.server("client")).build()) {
      awaitLogin(client, "https://localhost:" + port + "/login");
      HttpResponse<String> login = get(client, "https://localhost:" + port + "/login");
      assertTrue(login.headers().firstValue("Strict-Transport-Security").isPresent());
      assertEquals("/login", get(client, "https://127.0.0.1:" + port + "/").headers().firstValue("Location").orElse(""));
    }
    try (HttpClient plain = HttpClient.newHttpClient()) {
      assertThrows(IOException.class, () -> get(plain, "http://127.0.0.1:" + port + "/login"));
    }
  }

  @Test
  void withoutTlsItListensOnThisHostOnly() throws Exception {
    start("eyas: {console: {enabled: true, address: 0.0.0.0, port: PORT}}\n");
    await("the console is not started: eyas.console.address: 0.0.0.0 without TLS would show passwords to the network");
    await("Opening 'syscall' source");
    assertFalse(LocalPorts.isTaken(port));
    assertTrue(eyas.process().isAlive(), "the engine runs on");
  }

  @Test
  void usedPortIsOneLineAndAHealthProblemAndNoPasswordIsLogged() throws Exception {
    String webserver = eyas.webserver();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      eyas.write("rules.yaml", "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: INFO\n");
      eyas.write(
          "eyas.yaml",
          "engine: {kind: nodriver}\nrules_files: [rules.yaml]\nwebserver: " + webserver
              + "\neyas: {console: {enabled: true, port: "
              + other.getLocalPort() + ", accounts: " + folder.resolve("accounts") + "}}\n");
      eyas.start("-c", "eyas.yaml");
      String line = "the console is not started: eyas.console.port: cannot listen on 127.0.0.1:" + other.getLocalPort()
          + ": Address already in use; free the port or set another one";
      await(line);
      eyas.await("health that names it", () -> eyas.get("/healthz").contains("\"org.eyas.console\": \"" + line));
      assertFalse(eyas.err().contains("password"), eyas.err());
      assertFalse(eyas.err().contains("\tat "), eyas.err());
    }
  }

  @Test
  void disabledItIsNotLoadedAndAReloadStartsAndEndsIt() throws Exception {
    start("eyas: {console: {enabled: false, port: PORT}}\n");
    await("Opening 'syscall' source");
    assertEquals(List.of(), openFiles("/bundles/console/"));
    assertFalse(LocalPorts.isTaken(port));
    Path file = folder.resolve("eyas.yaml");
    for (int round = 0; round < 2; round++) {
      Files.writeString(file, Files.readString(file).replace("enabled: false", "enabled: true"));
      awaitConsole(round + 1);
      try (HttpClient client = HttpClient.newHttpClient()) {
        awaitLogin(client, "http://127.0.0.1:" + port + "/login");
      }
      Files.writeString(file, Files.readString(file).replace("enabled: true", "enabled: false"));
      eyas.await("a port that is closed again", () -> !LocalPorts.isTaken(port));
    }
    assertTrue(eyas.process().isAlive());
  }

  private List<String> openFiles(String part) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + eyas.process().pid() + "/fd"))) {
      for (Path file : files.filter(Files::isSymbolicLink).toList()) {
        String target = Files.exists(file) ? Files.readSymbolicLink(file).toString() : "";
        if (target.contains(part)) {
          found.add(target);
        }
      }
    }
    return found;
  }

  @Test
  void invalidCertificateIsNamed() throws Exception {
    start("eyas: {console: {enabled: true, port: PORT, certificate: " + folder.resolve("none.pem") + "}}\n");
    await("the console is not started: eyas.console.certificate: " + folder.resolve("none.pem") + ": no such file");
  }
}
