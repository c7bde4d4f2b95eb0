package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as shipped receives audit events over HTTP, with a configuration of Falco, and is killed as by {@code kill -9}. */
@Timeout(600)
class KubernetesWebhookTest {
  private static final String RULE =
      """
      - rule: audited
        desc: Fires for each audit event.
        source: k8s_audit
        condition: evt.num > 0
        output: id=%ka.auditid,%ka.stage,%jevt.value[/stageTimestamp].
        priority: INFO
      """;
  private static final Pattern ALERT = Pattern.compile("id=([^,]+,[^,]+,[^,]+)\\.$");
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  private final EyasRun eyas = new EyasRun(() -> folder);
  private final List<String> ended = new ArrayList<>();
  private int port;

  @BeforeEach
  void writeRule() throws IOException {
    eyas.write("rules.yaml", RULE);
    port = LocalPorts.free();
  }

  @AfterEach
  void end() {
    eyas.close();
  }

  private void start() throws IOException {
    eyas.write(
        "falco.yaml",
        """
        plugins:
          - {name: k8saudit, library_path: libk8saudit.so, init_config: "", open_params: "http://:%d/k8s-audit"}
          - {name: json, library_path: libjson.so}
        load_plugins: [k8saudit, json]
        stdout_output: {enabled: true}
        webserver: %s
        metrics: {enabled: true, plugins_metrics_enabled: true}
        eyas: {k8saudit: {spool: {directory: spool}}}
        """.formatted(port, eyas.webserver()));
    eyas.start("-c", "falco.yaml", "-r", "rules.yaml", "--disable-source", "syscall", "-U");
  }

  // As an API server: a batch is sent again until it is accepted.
  private void send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/k8s-audit?timeout=30s"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    ConditionWait.until(
        eyas.process(),
        () -> {
          try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        },
        eyas::err);
  }

  private List<String> alerted() throws IOException {
    List<String> ids = new ArrayList<>(ended);
    for (String line : Files.exists(folder.resolve("out")) ? eyas.lines("out") : List.<String>of()) {
      Matcher alert = ALERT.matcher(line);
      if (alert.find()) {
        ids.add(alert.group(1));
      }
    }
    return ids;
  }

  private void awaitAlerts(Collection<String> expected) throws IOException {
    eyas.await("an alert for each event", () -> new HashSet<>(alerted()).containsAll(expected));
    assertEquals(expected.stream().sorted().toList(), alerted().stream().sorted().toList(), "each once");
  }

  private static List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      String events = IntStream.range(batch * 10, batch * 10 + 10).mapToObj(KubernetesWebhookTest::event)
          .collect(Collectors.joining(","));
      bodies.add(
          "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + events + "]}");
    }
    return bodies;
  }

  private static String event(int id) {
    return "{\"kind\":\"Event\",\"auditID\":\"own-" + id + "\",\"stage\":\"ResponseComplete\",\"verb\":\"get\","
        + "\"stageTimestamp\":\"2026-11-27T08:00:00.%06dZ\"}".formatted(id);
  }

  private static List<String> ids(Collection<String> bodies) {
    Pattern event =
        Pattern.compile("\"auditID\":\"([^\"]+)\",\"stage\":\"([^\"]+)\".*?\"stageTimestamp\":\"([^\"]+)\"");
    return bodies.stream()
        .flatMap(body -> event.matcher(body).results())
        .map(found -> found.group(1) + "," + found.group(2) + "," + found.group(3))
        .toList();
  }

  @Test
  void batchesThatARealApiServerSentRaiseAlerts() throws Exception {
    List<String> recorded = Files.readAllLines(SharedFiles.require("k8s/recorded/webhook-bodies.jsonl"));
    start();
    recorded.forEach(this::send);
    assertTrue(ids(recorded).size() > 2);
    awaitAlerts(ids(recorded));
  }

  @Test
  void eachEventRaisesOneAlertAlsoIfTheProgramIsKilledAndBatchesAreSentAgain() throws Exception {
    List<String> bodies = bodies();
    List<String> before = bodies.subList(0, bodies.size() / 2);
    start();
    before.forEach(this::send);
    awaitAlerts(ids(before));
    String metrics = eyas.get("/metrics");
    assertTrue(
        metrics.contains("source_k8saudit_requests_total{outcome=\"kept\"} " + before.size()), metrics);
    // The position of the last batch is written after its last alert.
    eyas.await("an empty spool", () -> eyas.get("/metrics").contains("source_k8saudit_batches_waiting 0"));
    eyas.process().toHandle().destroyForcibly();
    eyas.process().waitFor();
    ended.addAll(alerted());

    start();
    bodies.forEach(this::send);
    awaitAlerts(ids(bodies));
    assertTrue(
        eyas.get("/metrics").contains("source_k8saudit_events_repeated_total " + ids(before).size()), () -> eyas.err());
  }
}
