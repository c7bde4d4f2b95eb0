package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.LocalPorts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong certificates, keys, files and ports, all at once: each is one line of the log that names key and file, the engine
 * continues, and health says which outputs are down before the first alert.
 */
@Timeout(120)
class WrongSettingsTest {
  /** A line of the log, and the output that is down; empty if none is. */
  private record Mistake(String line, String output) {}

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void start(String yaml) throws IOException {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    eyas.write("eyas.yaml", "engine: {kind: nodriver}\n" + yaml);
    eyas.start("-c", "eyas.yaml", "-r", "rules.yaml");
  }

  private static boolean names(String health, List<Mistake> mistakes) {
    return mistakes.stream().allMatch(mistake -> health.contains('"' + mistake.output() + "\": "));
  }

  private void assertTold(List<Mistake> mistakes) throws IOException {
    String log = eyas.err();
    List<String> wrong = new ArrayList<>();
    for (Mistake mistake : mistakes) {
      int reported = eyas.count("err", mistake.line());
      if (reported != 1) {
        wrong.add(reported + " times: " + mistake.line());
      }
    }
    assertEquals(List.of(), wrong, log);
    assertTrue(eyas.process().isAlive(), log);
  }

  @Test
  void everyMistakeIsOneLineAndHealthNamesTheOutput() throws Exception {
    List<Mistake> mistakes =
        List.of(
            new Mistake("file: failed to write to output file no/such/alerts.txt (file_output.filename): No such file", "file"),
            new Mistake("http: http_output.ca_cert: /no/such/ca.pem: no such file", "http"),
            new Mistake("http-key: eyas.http_outputs[0].client_", "http-key"),
            new Mistake("http-cert: eyas.http_outputs[1].client_cert: /no/such/client.crt: no such file", "http-cert"),
            new Mistake("http-template: eyas.http_outputs[2].template: /no/such/a.mustache: no such file", "http-template"),
            new Mistake("http-spool: eyas.http_outputs[3].spool.directory: cannot keep alerts in rules.yaml/spool: ",
                "http-spool"),
            new Mistake("(eyas.syslog_output): no file /no/such/ca.pem (eyas.syslog_output.ca)", "syslog"),
            new Mistake("grpc.cert_chain: /no/such/server.crt: no such file", "grpc"));
    start(
        """
        stdout_output: {enabled: true}
        file_output: {enabled: true, filename: no/such/alerts.txt}
        http_output: {enabled: true, url: "https://localhost:1/", ca_cert: /no/such/ca.pem}
        syslog_output: {enabled: true}
        grpc: {enabled: true, bind_address: "127.0.0.1:%d", cert_chain: /no/such/server.crt}
        grpc_output: {enabled: true}
        webserver: %s
        eyas:
          syslog_output: {protocol: tls, host: localhost, port: 1, ca: /no/such/ca.pem}
          http_outputs:
            - {name: key, url: "https://localhost:1/", mtls: true, client_cert: rules.yaml, client_key: rules.yaml}
            - {name: cert, url: "https://localhost:1/", mtls: true, client_cert: /no/such/client.crt, client_key: rules.yaml}
            - {name: template, url: "http://localhost:1/", template: /no/such/a.mustache}
            - {name: spool, url: "http://localhost:1/", spool: {directory: rules.yaml/spool}}
        """
            .formatted(LocalPorts.free(), eyas.webserver()));
    eyas.await("every output in health", () -> names(eyas.get("/healthz"), mistakes));
    String health = eyas.get("/healthz");
    assertTrue(health.startsWith("{\"status\": \"degraded\""), health);
    assertTrue(!health.contains("\"stdout\""), health);
    assertTold(mistakes);
  }

  @Test
  void aWrongCertificateOfTheWebServerIsOneLine() throws Exception {
    start(
        """
        stdout_output: {enabled: true}
        webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, ssl_enabled: true, ssl_certificate: rules.yaml}
        """
            .formatted(LocalPorts.free()));
    eyas.await("the line", () -> eyas.err().contains("are not served"));
    assertTold(List.of(new Mistake("webserver.ssl_certificate: rules.yaml: ", "")));
  }

  @Test
  void aPortThatIsTakenAndASocketThatCannotBeAreOneLineEach() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int webPort = web.getLocalPort();
      start(
          """
          stdout_output: {enabled: true}
          webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d}
          grpc: {enabled: true, bind_address: "unix://%s/rules.yaml/falco.sock"}
          grpc_output: {enabled: true}
          """
              .formatted(webPort, folder));
      eyas.await("both lines", () -> eyas.err().contains("metrics are not served") && eyas.err().contains("grpc.bind_address"));
      assertTold(
          List.of(
              new Mistake("webserver: cannot listen on 127.0.0.1:" + webPort + ": Address already in use", ""),
              new Mistake("grpc.bind_address: ", "grpc")));
    }
  }
}
