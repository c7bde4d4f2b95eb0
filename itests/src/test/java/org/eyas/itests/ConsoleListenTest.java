package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the console listens, and where it does not. */
@Timeout(120)
class ConsoleListenTest {
  @TempDir private Path folder;
  private Process process;
  private int port;

  @AfterEach
  void nothingOutlivesTheTest() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private void start(String configuration) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("rules.yaml"), "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: INFO\n");
    Files.writeString(folder.resolve("eyas.yaml"), "engine: {kind: nodriver}\nrules_files: [rules.yaml]\n" + configuration.replace("PORT", "" + port));
    List<String> arguments = new ArrayList<>(List.of("-c", "eyas.yaml", "-o", "webserver.enabled=false"));
    arguments.addAll(List.of("-o", "eyas.console.accounts=" + folder.resolve("accounts")));
    process = Program.eyas(arguments.toArray(String[]::new)).in(folder).start(folder.resolve("out"), folder.resolve("err"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private void await(String line) throws Exception {
    for (int i = 0; i < 1_200 && !err().contains(line) && process.isAlive(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(err().contains(line), () -> line + " in " + folder.resolve("err"));
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build();
    for (int i = 0; ; i++) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (ConnectException e) {
        if (i == 200) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Test
  void overTlsItListensAnywhereUnderTheNamesOfItsCertificate() throws Exception {
    assumeTrue(TestCertificates.possible(), "skipped: there is no openssl");
    TestCertificates made = TestCertificates.in(folder.resolve("certificates"));
    Path pem = folder.resolve("console.pem");
    Files.writeString(pem, Files.readString(Path.of(made.path("server.crt"))) + Files.readString(Path.of(made.path("server.key"))));
    start("eyas: {console: {enabled: true, address: 0.0.0.0, port: PORT, certificate: " + pem + "}}\n");
    await("Console: https://0.0.0.0:" + port);
    try (HttpClient client = HttpClient.newBuilder().sslContext(made.server("client")).build()) {
      HttpResponse<String> login = get(client, "https://localhost:" + port + "/login");
      assertEquals(200, login.statusCode());
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
    await("eyas.console.address: the console is not started on 0.0.0.0 without TLS");
    await("Opening 'syscall' source");
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    assertTrue(process.isAlive(), "the engine runs on");
  }

  @Test
  void switchedOffNothingOfItIsLoadedAndAReloadBringsAndEndsIt() throws Exception {
    start("eyas: {console: {enabled: false, port: PORT}}\n");
    await("Opening 'syscall' source");
    assertEquals(List.of(), openFiles("/bundles/console/"));
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    Path file = folder.resolve("eyas.yaml");
    for (int round = 0; round < 2; round++) {
      Files.writeString(file, Files.readString(file).replace("enabled: false", "enabled: true"));
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertEquals(200, get(client, "http://127.0.0.1:" + port + "/login").statusCode());
      }
      Files.writeString(file, Files.readString(file).replace("enabled: true", "enabled: false"));
      for (int i = 0; i < 400 && listens(); i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertFalse(listens(), () -> "the port is closed again; see " + folder.resolve("err"));
    }
    assertTrue(process.isAlive());
  }

  private List<String> openFiles(String part) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path file : files.filter(Files::isSymbolicLink).toList()) {
        String target = Files.exists(file) ? Files.readSymbolicLink(file).toString() : "";
        if (target.contains(part)) {
          found.add(target);
        }
      }
    }
    return found;
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aCertificateThatIsNoneIsNamed() throws Exception {
    start("eyas: {console: {enabled: true, port: PORT, certificate: " + folder.resolve("none.pem") + "}}\n");
    await("the console is not started: eyas.console.certificate: " + folder.resolve("none.pem") + ": no such file");
  }
}
