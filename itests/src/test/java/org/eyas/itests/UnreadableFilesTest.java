package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys, certificates and files that are there, and that the user of the engine may not read or write: root may all, so the
 * engine runs as nobody. Each is one line of the log with key, file and reason, however many alerts come, and the others work.
 */
@Timeout(180)
class UnreadableFilesTest {
  private static final int ALERTS = 3;
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
      """;
  private static final List<String> AS_NOBODY = List.of("--reuid=65534", "--regid=65534", "--clear-groups", "--");

  @TempDir private Path folder;
  private Process process;

  @BeforeEach
  void onlyRootCanBecomeSomebodyElse() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can run the engine as another user");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv on this machine (apt-get install util-linux)");
    assumeTrue(TestCertificates.possible(), "skipped: no openssl, so there is no key that may not be read");
    assumeTrue(isOpenToAll(Dist.home()), "skipped: nobody may not enter " + Dist.home());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    TestCertificates made = TestCertificates.in(folder.resolve("pki"));
    Files.writeString(
        folder.resolve("pki/web.pem"),
        Files.readString(Path.of(made.path("server.key"))) + Files.readString(Path.of(made.path("server.crt"))));
    Files.writeString(folder.resolve("pki/secret.mustache"), "{{output}}");
    for (String secret : List.of("server.key", "client.key", "other.crt", "web.pem", "secret.mustache")) {
      Files.setPosixFilePermissions(folder.resolve("pki").resolve(secret), PosixFilePermissions.fromString("rw-------"));
    }
    Files.createDirectory(folder.resolve("closed"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(folder.resolve("rules.yaml"), RULE);
  }

  private static boolean isOpenToAll(Path path) throws IOException {
    for (Path at = path; at != null; at = at.getParent()) {
      if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(at)).endsWith("x")) {
        return false;
      }
    }
    return true;
  }

  @AfterEach
  void nothingOutlivesTheTest() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(String yaml, String... options) throws IOException {
    Files.writeString(folder.resolve("eyas.yaml"), yaml);
    List<String> command = new ArrayList<>(AS_NOBODY);
    command.add(Dist.home().resolve("bin/eyas").toString());
    command.addAll(List.of("-c", "eyas.yaml", "-r", "rules.yaml"));
    command.addAll(List.of(options));
    process =
        Program.of("/usr/bin/setpriv", command.toArray(String[]::new))
            .in(folder)
            .start(folder.resolve("out"), folder.resolve("err"));
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private interface Question {
    boolean answer() throws Exception;
  }

  private void awaitThat(Question question) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      try {
        if (question.answer()) {
          return;
        }
      } catch (IOException e) {
        // not there yet
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertTrue(question.answer(), () -> read("err"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static String health(int port) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** @param lines by what a line of the log has to say: how many such lines there are */
  private void assertOnce(List<String> lines) {
    Map<String, Long> wrong = new TreeMap<>();
    for (String line : lines) {
      long told = read("err").lines().filter(said -> said.contains(line)).count();
      if (told != 1) {
        wrong.put(line, told);
      }
    }
    assertEquals(Map.of(), wrong, read("err"));
  }

  private List<String> complaints() {
    return List.of(
        "file: failed to write to output file closed/alerts.txt (file_output.filename): ",
        "http: http_output.client_key: pki/client.key: not readable",
        "http-ca: eyas.http_outputs[0].ca_cert: pki/other.crt: not readable",
        "http-spool: eyas.http_outputs[1].spool.directory: cannot keep alerts in closed/spool: ",
        "http-template: eyas.http_outputs[2].template: pki/secret.mustache: not readable",
        "syslog: failed to send to localhost port 1 (eyas.syslog_output): pki/other.crt is not readable (eyas.syslog_output.ca)",
        "metrics.output_file: cannot write to closed/metrics.jsonl: permission denied",
        "grpc.private_key: pki/server.key: not readable");
  }

  private static String outputs(int grpcPort) {
    return """
        stdout_output: {enabled: true}
        file_output: {enabled: true, filename: closed/alerts.txt}
        http_output:
          {enabled: true, url: "https://localhost:1/", mtls: true, client_cert: pki/client.crt, client_key: pki/client.key}
        grpc:
          enabled: true
          bind_address: "127.0.0.1:%d"
          private_key: pki/server.key
          cert_chain: pki/server.crt
          root_certs: pki/ca.crt
        grpc_output: {enabled: true}
        syslog_output: {enabled: true}
        metrics: {enabled: true, interval: 200ms, output_file: closed/metrics.jsonl}
        eyas:
          syslog_output: {protocol: tls, host: localhost, port: 1, ca: pki/other.crt}
          http_outputs:
            - {name: ca, url: "https://localhost:1/", ca_cert: pki/other.crt}
            - {name: spool, url: "http://localhost:1/", spool: {directory: closed/spool}}
            - {name: template, url: "http://localhost:1/", template: pki/secret.mustache}
        """
        .formatted(grpcPort);
  }

  @Test
  void eachFileThatMayNotBeReadOrWrittenIsOneLineAndHealthNamesTheOutput() throws Exception {
    int web = freePort();
    start(
        outputs(freePort()) + "engine: {kind: nodriver}\nwebserver: {enabled: true, listen_address: 127.0.0.1, listen_port: "
            + web + "}\n");
    List<String> down = List.of("file", "http", "http-ca", "http-spool", "http-template", "syslog", "grpc");
    awaitThat(() -> down.stream().allMatch(health(web)::contains));
    String health = health(web);
    for (String output : down) {
      assertTrue(health.contains('"' + output + "\": "), health);
    }
    assertFalse(health.contains("\"stdout\""), health);
    awaitThat(() -> read("err").contains("metrics.output_file"));
    assertTrue(process.isAlive());
    assertOnce(complaints());
  }

  @Test
  void alertsGoOnThroughTheOtherOutputsAndNothingIsSaidAgain() throws Exception {
    CaptureFeed capture = CaptureFeed.in(folder);
    Files.setPosixFilePermissions(capture.pipe(), PosixFilePermissions.fromString("rw-r--r--"));
    start(outputs(freePort()), "-e", capture.pipe().toString());
    try (capture) {
      capture.open(process);
      awaitThat(() -> read("err").contains("grpc.private_key"));
      for (int i = 1; i <= ALERTS; i++) {
        int came = i;
        capture.feed(1);
        awaitThat(() -> read("out").lines().count() == came);
      }
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> read("err"));
    assertEquals(ALERTS, read("out").lines().filter(line -> line.contains("Warning opened /f/")).count(), () -> read("out"));
    assertOnce(complaints());
  }

  @Test
  void aCertificateOfTheWebServerAndASocketThatMayNotBeMadeAreOneLineEach() throws Exception {
    start(
        """
        engine: {kind: nodriver}
        stdout_output: {enabled: true}
        webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, ssl_enabled: true, ssl_certificate: pki/web.pem}
        grpc: {enabled: true, bind_address: "unix://%s/closed/falco.sock"}
        grpc_output: {enabled: true}
        """
            .formatted(freePort(), folder));
    awaitThat(() -> read("err").contains("webserver.ssl_certificate") && read("err").contains("grpc.bind_address"));
    assertOnce(List.of("webserver.ssl_certificate: pki/web.pem: not readable", "grpc.bind_address: "));
    assertTrue(process.isAlive());
  }
}
