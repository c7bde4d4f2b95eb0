package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys, certificates and files that exist, but that the user of the engine may not read or write. root may do everything, so
 * the engine runs as nobody. Each is one line of the log with key, file and reason, however many alerts come, and the others
 * work.
 */
@Timeout(180)
class UnreadableFilesTest {
  private static final int ALERTS = 3;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void onlyRootCanBecomeSomebodyElse() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can run the engine as another user");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")), "skipped: no setpriv on this machine (apt-get install util-linux)");
    assumeTrue(TestCertificates.possible(), "skipped: no openssl, so there is no key that may not be read");
    assumeTrue(Dist.isOpenToAll(Dist.home()), "skipped: nobody may not enter " + Dist.home());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    TestCertificates made = TestCertificates.in(folder.resolve("pki"));
    Files.writeString(
        folder.resolve("pki/web.pem"),
        Files.readString(Path.of(made.path("server.key"))) + Files.readString(Path.of(made.path("server.crt"))));
    Files.writeString(folder.resolve("pki/secret.mustache"), "{{output}}");
    for (String secret : List.of("server.key", "client.key", "other.crt", "web.pem", "secret.mustache")) {
      Files.setPosixFilePermissions(folder.resolve("pki").resolve(secret), PosixFilePermissions.fromString("rw-------"));
    }
    Files.createDirectory(folder.resolve("closed"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    eyas.write("rules.yaml", CaptureFeed.RULE);
  }

  private void startAsNobody(String yaml, String... options) throws IOException {
    eyas.write("eyas.yaml", yaml);
    eyas.start(
        Program.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")
            .and(Dist.home().resolve("bin/eyas").toString(), "-c", "eyas.yaml", "-r", "rules.yaml")
            .and(options));
  }

  /** @param lines by the text that a line of the log must contain: the number of such lines */
  private void assertOnce(List<String> lines) throws IOException {
    Map<String, Integer> wrong = new TreeMap<>();
    for (String line : lines) {
      int reported = eyas.count("err", line);
      if (reported != 1) {
        wrong.put(line, reported);
      }
    }
    assertEquals(Map.of(), wrong, eyas.err());
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

  private static String outputs() throws IOException {
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
        .formatted(LocalPorts.free());
  }

  @Test
  void eachFileThatMayNotBeReadOrWrittenIsOneLineAndHealthNamesTheOutput() throws Exception {
    startAsNobody(outputs() + "engine: {kind: nodriver}\nwebserver: " + eyas.webserver() + "\n");
    List<String> down = List.of("file", "http", "http-ca", "http-spool", "http-template", "syslog", "grpc");
    eyas.await(down + " in health", () -> down.stream().allMatch(eyas.get("/healthz")::contains));
    String health = eyas.get("/healthz");
    for (String output : down) {
      assertTrue(health.contains('"' + output + "\": "), health);
    }
    assertFalse(health.contains("\"stdout\""), health);
    eyas.await("the line of the metrics", () -> eyas.err().contains("metrics.output_file"));
    assertTrue(eyas.process().isAlive());
    assertOnce(complaints());
  }

  @Test
  void otherOutputsContinueAndNothingIsLoggedAgain() throws Exception {
    CaptureFeed capture = CaptureFeed.in(folder);
    Files.setPosixFilePermissions(capture.pipe(), PosixFilePermissions.fromString("rw-r--r--"));
    startAsNobody(outputs(), "-e", capture.pipe().toString());
    try (capture) {
      capture.open(eyas.process());
      eyas.await("the line of gRPC", () -> eyas.err().contains("grpc.private_key"));
      for (int i = 1; i <= ALERTS; i++) {
        int came = i;
        capture.feed(1);
        eyas.await("the alert", () -> eyas.lines("out").size() == came);
      }
    }
    eyas.awaitEnd();
    assertEquals(ALERTS, eyas.count("out", "Warning opened /f/"), () -> eyas.read("out"));
    assertOnce(complaints());
  }

  @Test
  void aCertificateOfTheWebServerAndASocketThatMayNotBeMadeAreOneLineEach() throws Exception {
    startAsNobody(
        """
        engine: {kind: nodriver}
        stdout_output: {enabled: true}
        webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, ssl_enabled: true, ssl_certificate: pki/web.pem}
        grpc: {enabled: true, bind_address: "unix://%s/closed/falco.sock"}
        grpc_output: {enabled: true}
        """
            .formatted(LocalPorts.free(), folder));
    eyas.await("both lines", () -> eyas.err().contains("webserver.ssl_certificate") && eyas.err().contains("grpc.bind_address"));
    assertOnce(List.of("webserver.ssl_certificate: pki/web.pem: not readable", "grpc.bind_address: "));
    assertTrue(eyas.process().isAlive());
  }
}
