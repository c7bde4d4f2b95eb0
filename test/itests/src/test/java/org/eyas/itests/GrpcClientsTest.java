package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients in other languages, built from the published protos, that call the server as Falco's own clients do. */
@Timeout(300)
class GrpcClientsTest {
  private static final int ALERTS = 300;
  private static final String END = "{\"status\":\"OK\",\"details\":\"\"}";
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name größer %evt.num
        priority: WARNING
        tags: [b, a]
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private final List<Process> clients = new ArrayList<>();

  @AfterEach
  void end() {
    clients.forEach(Process::destroyForcibly);
  }

  private Process client(ClientLanguage language, String name, String... arguments) throws IOException {
    List<String> command = language.command();
    Process client =
        Program.of(command.getFirst())
            .and(command.subList(1, command.size()))
            .and(arguments)
            .in(folder)
            .start(folder.resolve(name), folder.resolve(name + ".err"));
    clients.add(client);
    return client;
  }

  private List<String> answers(Process client, String name) throws Exception {
    assertTrue(client.waitFor(60, TimeUnit.SECONDS), () -> name + " does not end");
    assertEquals("", eyas.read(name + ".err"));
    return eyas.lines(name);
  }

  @ParameterizedTest
  @EnumSource
  void clientsOnAUnixSocket(ClientLanguage language) throws Exception {
    language.require();
    Path socket = folder.resolve("run/falco.sock");
    clientsAt(language, "unix://" + socket, "-", "-o", "grpc.bind_address=unix://" + socket);
    assertFalse(Files.exists(socket), "the socket goes with the server");
  }

  @ParameterizedTest
  @EnumSource
  void clientsOverTheNetWithCertificates(ClientLanguage language) throws Exception {
    language.require();
    assumeTrue(TestCertificates.possible(), "no openssl: gRPC over TLS is not tested");
    TestCertificates made = TestCertificates.in(folder.resolve("certs"));
    int port = LocalPorts.free();
    clientsAt(
        language,
        "localhost:" + port,
        folder.resolve("certs").toString(),
        "-o", "grpc.bind_address=127.0.0.1:" + port,
        "-o", "grpc.private_key=" + made.path("server.key"),
        "-o", "grpc.cert_chain=" + made.path("server.crt"),
        "-o", "grpc.root_certs=" + made.path("ca.crt"));
  }

  private void clientsAt(ClientLanguage language, String target, String certificates, String... options) throws Exception {
    eyas.write("rules.yaml", RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      Program program = Program.eyas("-e", capture.pipe().toString(), "-r", "rules.yaml", "-o", "stdout_output.enabled=false");
      capture.open(eyas.start(program.and("-o", "grpc.enabled=true", "-o", "grpc_output.enabled=true").and(options)));
      eyas.await("err", "Starting gRPC server at", 1);
      checkVersion(answers(client(language, "version", target, certificates, "version"), "version"));
      String last = "/f/" + ALERTS;
      Process one = client(language, "first", target, certificates, "sub-py", last);
      Process other = client(language, "second", target, certificates, "sub-go", last);
      feedUntilBothGetSome(capture);
      capture.feed(ALERTS - capture.events());
      List<String> got = answers(one, "first");
      List<String> gotToo = answers(other, "second");
      int shorter = Math.min(got.size(), gotToo.size());
      checkAlerts(got);
      assertEquals(got.subList(got.size() - shorter, got.size()), gotToo.subList(gotToo.size() - shorter, gotToo.size()));
      checkAlerts(answers(client(language, "get", target, certificates, "get"), "get"));
      assertEquals(List.of(END), answers(client(language, "none", target, certificates, "get"), "none"));
    }
    eyas.awaitEnd();
    assertTrue(eyas.err().contains("Shutting down gRPC server"), eyas::err);
  }

  // A later subscriber gets no alert that was sent to an earlier one.
  private void feedUntilBothGetSome(CaptureFeed capture) throws Exception {
    while (capture.events() < ALERTS / 2
        && (Files.size(folder.resolve("first")) == 0 || Files.size(folder.resolve("second")) == 0)) {
      capture.feed(1);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static void checkVersion(List<String> lines) {
    assertEquals(2, lines.size(), lines::toString);
    for (String part : List.of("\"version\":\"0.44.1\"", "\"minor\":44", "\"engine_version\":\"0.62.0\"",
        "\"engine_minor\":62")) {
      assertTrue(lines.getFirst().contains(part), lines.getFirst());
    }
    Pattern checksum = Pattern.compile("\"engine_fields_checksum\":\"[0-9a-f]{64}\"");
    assertTrue(checksum.matcher(lines.getFirst()).find(), lines.getFirst());
    assertEquals(END, lines.getLast());
  }

  private static void checkAlerts(List<String> lines) {
    int first = ALERTS + 1 - (lines.size() - 1);
    for (int i = first; i <= ALERTS; i++) {
      checkAlert(lines.get(i - first), i);
    }
    assertTrue(lines.size() > ALERTS / 2, () -> "only " + lines.size() + ": " + lines.getLast());
    assertEquals(END, lines.getLast());
  }

  private static void checkAlert(String line, int number) {
    for (String part : List.of("\"time\":{\"seconds\":\"1700000000\",\"nanos\":" + number + "}", "\"priority\":\"WARNING\"",
        "\"rule\":\"opened\"", "Warning opened /f/" + number + " größer " + number,
        "\"evt.arg.name\":\"/f/" + number + "\"", "\"evt.num\":\"" + number + "\"", "\"tags\":[\"a\",\"b\"]",
        "\"source_deprecated\":\"SYSCALL\"", "\"source\":\"syscall\"")) {
      assertTrue(line.contains(part), () -> part + " is not in " + line);
    }
    assertFalse(line.contains("\"hostname\":\"\""), line);
  }
}
