package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eyas.itests.WebReceiver.Request;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over HTTP from the program as shipped to real servers of this machine. */
@Timeout(240)
class HttpOutputTest {
  private static final int ALERTS = 100;
  private static final int KEPT = 10_000;
  private static final int REPEATED = 6_000;
  private static final String RULES =
      """
      - rule: Opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
        tags: [file]
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Process start(CaptureFeed capture, String yaml) throws IOException {
    return start(capture, yaml, RULES);
  }

  private Process start(CaptureFeed capture, String yaml, String rules) throws IOException {
    eyas.write("rules.yaml", rules);
    eyas.write("eyas.yaml", yaml);
    Program program = Program.eyas("-c", "eyas.yaml", "-e", capture.pipe().toString(), "-r", "rules.yaml");
    Process process = eyas.start(program.with("TOKEN", "s3cret"));
    capture.open(process);
    return process;
  }

  private String replay(String yaml) throws Exception {
    Files.deleteIfExists(folder.resolve("capture"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, yaml);
      capture.feed(ALERTS);
    }
    eyas.awaitEnd();
    assertEquals(ALERTS, printed().size());
    return eyas.err();
  }

  private List<String> printed() throws IOException {
    return eyas.lines("out", "opened /f/");
  }

  private static TestCertificates certificates(Path folder) throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: HTTP over TLS is not tested");
    return TestCertificates.in(folder.resolve("pki"));
  }

  private static String secure(int port, String ca, String cert, String key) {
    return """
        stdout_output: {enabled: true}
        http_output:
          enabled: true
          url: https://localhost:%d/hook/T0KEN
          ca_cert: %s
          mtls: true
          client_cert: %s
          client_key: %s
        """
        .formatted(port, ca, cert, key);
  }

  @Test
  void aServerThatAsksForACertificateGetsEveryAlert() throws Exception {
    TestCertificates pki = certificates(folder);
    try (WebReceiver receiver = WebReceiver.secure(pki.server("server"))) {
      replay(secure(receiver.port(), pki.path("ca.crt"), pki.path("client.crt"), pki.path("client.key")));
      List<String> out = printed();
      assertEquals(out, receiver.requests().stream().map(Request::body).toList());
      assertEquals(
          new Request("/hook/T0KEN", "text/plain", "null", "CN=client", out.getFirst()), receiver.requests().getFirst());
    }
  }

  @Test
  void certificatesThatAreWrongAreOneLineAndTheEngineRunsOn() throws Exception {
    TestCertificates pki = certificates(folder);
    try (WebReceiver receiver = WebReceiver.secure(pki.server("server"))) {
      int port = receiver.port();
      String untrusted = replay(secure(port, pki.path("other.crt"), pki.path("client.crt"), pki.path("client.key")));
      List<String> reported = eyas.lines("err", "https://localhost:" + port + "/... does not accept alerts: TLS: ");
      assertEquals(1, reported.size(), untrusted);
      assertFalse(untrusted.contains("T0KEN"), untrusted);

      String missing = replay(secure(port, pki.path("ca.crt"), pki.path("client.crt"), "/no/such/client.key"));
      reported = eyas.lines("err", "client.key");
      assertEquals(1, reported.size(), missing);
      assertTrue(
          reported.getFirst()
              .contains("http: http_output.client_key: /no/such/client.key: no such file; alerts for this output are lost"),
          missing);

      String noCertificate = replay(secure(port, "rules.yaml", pki.path("client.crt"), pki.path("client.key")));
      reported = eyas.lines("err", "rules.yaml: no certificate in it");
      assertEquals(1, reported.size(), noCertificate);
      assertTrue(reported.getFirst().contains("http_output.ca_cert: rules.yaml: "), noCertificate);
      assertEquals(0, receiver.count());
    }
  }

  @Test
  void eachUrlGetsItsFormat() throws Exception {
    try (WebReceiver receiver = WebReceiver.plain(0)) {
      String err =
          replay(
              """
              stdout_output: {enabled: true}
              append_output: []
              http_output: {enabled: true, url: "http://localhost:PORT/first"}
              eyas:
                http_output: {format: falco}
                http_outputs:
                  - name: chat
                    url: http://localhost:PORT/chat
                    format: slack
                    rules: ["Open*"]
                    tags: [file, network]
                    headers: {Authorization: "Bearer ${TOKEN}"}
                  - {name: urgent, url: "http://localhost:PORT/urgent", minimum_priority: error}
                  - {name: other, url: "http://localhost:PORT/other", rules: [Closed]}
                  - {name: broken, url: "http://localhost:PORT/broken", template: no.mustache}
              """
                  .replace("PORT", String.valueOf(receiver.port())));
      List<Request> first = receiver.requests().stream().filter(request -> request.path().equals("/first")).toList();
      List<Request> chat = receiver.requests().stream().filter(request -> request.path().equals("/chat")).toList();
      assertEquals(2 * ALERTS, receiver.count());
      assertEquals(ALERTS, first.size());
      assertEquals(ALERTS, chat.size());
      assertTrue(first.getFirst().body().contains("\"output_fields\":{\"evt.arg.name\":\"/f/1\""), first.getFirst().body());
      assertTrue(chat.getLast().body().contains("opened /f/" + ALERTS), chat.getLast().body());
      assertEquals("Bearer s3cret", chat.getFirst().authorization());
      assertEquals("null", first.getFirst().authorization());
      assertFalse(err.contains("s3cret"), err);
      assertEquals(1, eyas.count("err", "eyas.http_outputs[3].template: no.mustache: no such file"), err);
    }
  }

  private void configure(String yaml) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), yaml);
    Files.move(next, folder.resolve("eyas.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void addressesComeAndGoWhileTheEngineRuns() throws Exception {
    try (WebReceiver first = WebReceiver.plain(0);
        WebReceiver late = WebReceiver.plain(0);
        CaptureFeed capture = CaptureFeed.in(folder)) {
      String before = "http_output: {enabled: true, url: \"http://localhost:%d/\"}\n".formatted(first.port());
      String after = before + "eyas: {http_outputs: [{name: late, url: \"http://localhost:%d/\"}]}\n".formatted(late.port());
      start(capture, before);
      capture.feed(CaptureFeed.BATCH);
      eyas.await("every alert", () -> first.count() == CaptureFeed.BATCH);
      configure(after);
      eyas.await("err", "Reloaded: ", 1);
      // A bundle gets its configuration shortly after that.
      eyas.await(
          "an alert at the new address",
          () -> {
            capture.feed(1);
            return late.count() > 0;
          });
      eyas.await("every alert", () -> first.count() == capture.events());
      int missed = first.count() - late.count();
      capture.feed(CaptureFeed.BATCH);
      eyas.await("every alert at both", () -> first.count() == capture.events() && first.count() - late.count() <= missed);
      configure(before);
      eyas.await("err", "Reloaded: ", 2);
      TimeUnit.SECONDS.sleep(1);
      int last = late.count();
      capture.feed(CaptureFeed.BATCH);
      eyas.await("every alert", () -> first.count() == capture.events());
      capture.close();
      eyas.awaitEnd();
      assertEquals(last, late.count());
    }
  }

  private static String kept(int port) {
    return """
        append_output: []
        http_output: {enabled: true, url: "http://localhost:%d/in"}
        eyas:
          http_output: {spool: {directory: spool}}
        """
        .formatted(port);
  }

  @Test
  void spooledAlertsSurviveTheProcess() throws Exception {
    int port;
    try (WebReceiver gone = WebReceiver.plain(0)) {
      port = gone.port();
    }
    CaptureFeed capture = CaptureFeed.in(folder);
    Process killed = start(capture, kept(port));
    try (capture) {
      String counter = "http: " + KEPT + " alerts are waiting in spool";
      while (!eyas.err().contains(counter) && capture.events() < 10 * KEPT && killed.isAlive()) {
        capture.feed(500);
      }
      assertTrue(eyas.err().contains(counter), eyas::err);
      killed.destroyForcibly();
      killed.waitFor();
    } catch (IOException e) {
      // The pipe has lost its reader.
      assertFalse(killed.isAlive(), e.toString());
    }
    Files.delete(capture.pipe());
    try (WebReceiver back = WebReceiver.plain(port);
        CaptureFeed quiet = CaptureFeed.in(folder)) {
      start(quiet, kept(port));
      for (int some : new int[] {KEPT / 2, KEPT}) {
        eyas.await(some + " alerts", () -> back.count() >= some && delivered(back).size() >= some);
      }
      quiet.close();
      eyas.awaitEnd(1); // a capture without events is an error
      List<String> arrived = delivered(back);
      assertTrue(arrived.size() >= KEPT, arrived.size() + " arrived: " + eyas.err());
      assertEquals(opened(arrived.size()), arrived);
      System.out.println("kept over kill -9 and delivered in order: " + arrived.size() + " alerts");
    }
  }

  @Test
  void alertsThatComeAgainAfterAKillAreSentOnceEvenWithAnotherText() throws Exception {
    int port;
    try (WebReceiver gone = WebReceiver.plain(0)) {
      port = gone.port();
    }
    CaptureFeed capture = CaptureFeed.in(folder);
    Process killed = start(capture, kept(port));
    try (capture) {
      String counter = "http: 1000 alerts are waiting in spool";
      while (!eyas.err().contains(counter) && capture.events() < REPEATED && killed.isAlive()) {
        capture.feed(100);
      }
      eyas.await("1,000 alerts on disk", () -> eyas.err().contains(counter));
      killed.destroyForcibly();
      killed.waitFor();
    } catch (IOException e) {
      // The pipe has lost its reader.
      assertFalse(killed.isAlive(), e.toString());
    }
    Files.delete(capture.pipe());
    try (WebReceiver back = WebReceiver.plain(port);
        CaptureFeed again = CaptureFeed.in(folder)) {
      start(again, kept(port), RULES.replace("output: opened", "output: this time opened"));
      again.feed(REPEATED);
      eyas.await("every alert", () -> delivered(back).size() >= REPEATED);
      again.close();
      eyas.awaitEnd();
      assertEquals(opened(REPEATED), delivered(back));
      List<String> bodies = back.requests().stream().map(Request::body).toList();
      long before = bodies.stream().filter(body -> !body.contains("this time")).count();
      assertTrue(before >= 1_000, before + " alerts of the killed run");
      assertEquals(1, eyas.count("err", "alerts of an earlier run come again"), eyas::err);
    }
  }

  // An alert whose answer did not arrive, as on a machine that is too busy to answer in time, is sent once more, before the next.
  private static List<String> delivered(WebReceiver receiver) {
    List<String> files = new ArrayList<>();
    for (String file : arrived(receiver)) {
      if (files.isEmpty() || !files.getLast().equals(file)) {
        files.add(file);
      }
    }
    return files;
  }

  private static List<String> arrived(WebReceiver receiver) {
    return receiver.requests().stream().map(request -> request.body().replaceAll(".*opened ", "")).toList();
  }

  private static List<String> opened(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "/f/" + i).toList();
  }

  @Test
  void aSpooledAlertWhoseAnswerIsLostArrivesOnceMoreBeforeTheNextOne() throws Exception {
    try (WebReceiver receiver = WebReceiver.plain(0);
        CaptureFeed capture = CaptureFeed.in(folder)) {
      receiver.loseAnswer("opened /f/1");
      receiver.loseAnswer("opened /f/5");
      start(capture, kept(receiver.port()));
      capture.feed(9);
      List<String> expected = new ArrayList<>(opened(9));
      expected.addFirst("/f/1");
      expected.add(5, "/f/5");
      eyas.await("every alert", () -> receiver.count() >= expected.size());
      capture.close();
      eyas.awaitEnd();
      assertEquals(expected, arrived(receiver));
      assertEquals(opened(9), delivered(receiver));
    }
  }
}
