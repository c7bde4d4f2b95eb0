package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.eyas.api.alert.AlertId;
import org.eyas.engine.memory.RandomFleet;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a cluster with two task managers and a broker. */
class FleetClusterTest {
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULES =
      """
      - rule: many
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = A, distinct: alert.hostname, at_least: 3, within: 1m}
        output: "%threshold.values"
        priority: WARNING
      - rule: two steps
        desc: d
        scope: fleet
        sequence:
          within: 1h
          by: user.name
          steps:
            - {name: one, condition: alert.rule = B}
            - {name: two, condition: alert.rule = C}
        output: "%one.alert.hostname %alert.hostname"
        priority: WARNING
      - rule: silence
        desc: d
        scope: fleet
        sequence:
          within: 1m
          by: user.name
          steps: [{name: one, condition: alert.rule = D}]
          without: {condition: alert.rule = E, for: 1s}
        output: "%user.name"
        priority: WARNING
      - rule: new
        desc: d
        scope: fleet
        first: {condition: alert.rule = F, value: proc.exepath, learn: 0s}
        output: "%proc.exepath"
        priority: WARNING
      """;
  private static final String MARKER =
      """
      - rule: marker
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = last, count: 1, within: 1s}
        output: "%user.name"
        priority: WARNING
      """;
  /** Its alerts are too large for a record. */
  private static final String LARGE =
      """
      - rule: large
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = L, count: 1, within: 1s}
        output: "%s"
        priority: WARNING
      """.formatted("%alert.field[big]".repeat(12));
  private static final String LONG_SILENCE =
      """
      - rule: long silence
        desc: d
        scope: fleet
        sequence:
          within: 1m
          by: user.name
          steps: [{name: one, condition: alert.rule = D}]
          without: {condition: alert.rule = E, for: 30m}
        output: "%user.name"
        priority: WARNING
      """;

  @TempDir Path folder;
  private FleetCluster cluster;
  private FleetTopics topics;
  private Instant time = Instant.now().minus(Duration.ofHours(2));

  @BeforeEach
  void start() throws Exception {
    cluster = new FleetCluster(folder);
    topics = cluster.topics();
  }

  @AfterEach
  void end() throws Exception {
    cluster.close();
  }

  /**
   * Starts the job.
   *
   * @param idle with days, times are those of the alerts alone: while nothing is sent, time does not pass
   */
  private JobID job(String rules, long millis, String idle) throws Exception {
    topics.rules("rules.yaml", rules, millis);
    return cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", idle);
  }

  private static String json(String host, String rule, Instant at, String field, String value) {
    return "{\"hostname\":\"%s\",\"rule\":\"%s\",\"time\":\"%s\",\"output_fields\":{\"%s\":\"%s\"}}"
        .formatted(host, rule, at, field, value);
  }

  /** An alert of now. */
  private void alert(String host, String rule, String field, String value) {
    topics.alert(host, json(host, rule, Instant.now(), field, value));
    topics.flush();
  }

  /** An alert 100 ms after the one before. */
  private void next(String host, String rule, String field, String value) {
    time = time.plusMillis(100);
    topics.alert(host, json(host, rule, time, field, value));
  }

  /** Time passes in all partitions, until all rules have fired. */
  private void sendLast(String name) {
    time = time.plusSeconds(600);
    sendToAll(json("h", "last", time, "user.name", name));
  }

  private void sendToAll(String alert) {
    for (int i = 0; i < FleetTopics.PARTITIONS; i++) {
      topics.alertTo(i, alert);
    }
    topics.flush();
  }

  /** The alerts of the fleet without the time, sorted. */
  private List<String> fired() throws Exception {
    List<String> messages = new ArrayList<>();
    for (String json : topics.committed(FleetTopics.OUTPUT)) {
      messages.add(message(JSON.readTree(json)));
    }
    return messages.stream().sorted().toList();
  }

  private static String message(JsonNode alert) {
    String output = alert.get("output").asText();
    String before = alert.get("priority").asText() + " ";
    return alert.get("rule").asText() + ": " + output.substring(output.indexOf(before) + before.length());
  }

  private void awaitFired(int count) {
    Waiting.until(() -> fired().size() >= count, () -> "only these alerts came: " + topics.committed(FleetTopics.OUTPUT));
  }

  private static void pass(Duration length) {
    long begin = System.nanoTime();
    Waiting.until(() -> System.nanoTime() - begin > length.toNanos());
  }

  @Test
  void everyKindOfRuleFiresAndBadRecordsArePutAside() throws Exception {
    job(RULES + LARGE, time.toEpochMilli(), "1d");
    next("h1", "A", "user.name", "u");
    next("h2", "A", AlertId.FIELD, "i".repeat(70_000));
    topics.alertTo(1, "{\"rule\":\"A\"}");
    topics.alertTo(2, "not JSON");
    topics.alertTo(3, "{\"rule\":\"A\",\"time\":\"" + "9".repeat(900_000) + "\"}");
    next("h1", "A", "user.name", "v".repeat(600_000));
    next("h1", "L", "big", "b".repeat(90_000));
    next("h1", "B", "user.name", "alice");
    next("h2", "C", "user.name", "alice");
    next("h2", "C", "user.name", "bob");
    next("h3", "D", "user.name", "carol");
    next("h3", "D", "user.name", "dave");
    next("h4", "E", "user.name", "dave");
    next("h4", "F", "proc.exepath", "/bin/x");
    next("h5", "F", "proc.exepath", "/bin/x");
    next("h3", "A", "user.name", "u");
    sendLast("nobody");
    awaitFired(4);
    assertEquals(List.of("many: (h1,h2,h3)", "new: /bin/x", "silence: carol", "two steps: h1 h2"), fired());
    Waiting.until(() -> topics.committed(FleetTopics.BAD).size() == 5, () -> "bad records are missing");
    String bad = String.join("\n", topics.committed(FleetTopics.BAD));
    assertTrue(bad.contains("\"reason\":\"it has no text 'time', which every alert has\""), bad);
    assertTrue(bad.contains("\"reason\":\"it is not JSON") && bad.contains("\"record\":\"not JSON\""), bad);
    assertTrue(bad.contains("\"place\":\"eyas-alerts/2@"), bad);
    assertTrue(bad.contains("\"reason\":\"the alert of rule 'large' has "), bad);
    JsonNode first = JSON.readTree(topics.committed(FleetTopics.OUTPUT).getFirst());
    assertEquals("eyas-fleet", first.get("hostname").asText());
    assertEquals(32, first.get("output_fields").get("eyas.alert.id").asText().length());
    assertTrue(first.get("output_fields").get("eyas.alert.evidence").size() > 0, first::toString);
  }

  @Test
  void silenceBeforeTheFirstAlertAndAfterAFailureDoesNotMoveTheTime() throws Exception {
    JobID job = job(RULES + LONG_SILENCE + MARKER, System.currentTimeMillis(), "1s");
    pass(Duration.ofSeconds(4));
    alert("h1", "A", "user.name", "u");
    alert("h1", "B", "user.name", "alice");
    alert("h1", "C", "user.name", "alice");
    alert("h1", "F", "proc.exepath", "/bin/x");
    alert("h2", "A", "user.name", "u");
    alert("h3", "A", "user.name", "u");
    alert("h3", "D", "user.name", "carol");
    alert("h3", "last", "user.name", "one");
    awaitFired(5);
    List<String> before = List.of("many: (h1,h2,h3)", "marker: one", "new: /bin/x", "silence: carol", "two steps: h1 h1");
    assertEquals(before, fired());
    cluster.replaceTaskManager();
    cluster.awaitRunning(job);
    pass(Duration.ofSeconds(4));
    topics.alert("h3", json("h3", "D", Instant.now().minus(Duration.ofHours(1)), "user.name", "carol")); // of its spool
    alert("h3", "last", "user.name", "two");
    Waiting.until(() -> fired().contains("marker: two"),
        () -> "after the failure only these came: " + topics.committed(FleetTopics.OUTPUT));
    assertEquals(List.of(), fired().stream().filter(message -> message.startsWith("long silence")).toList());
  }

  @Test
  void theTimeStandsStillWhileTheBrokerIsAway() throws Exception {
    topics.rules("rules.yaml", RULES, System.currentTimeMillis());
    cluster.start("--lateness", "1s", "--checkpoint", "1s", "--idle", "10s");
    alert("h", "D", "user.name", "nobody");
    awaitFired(1); // the time passes without alerts
    topics.broker().kill();
    pass(Duration.ofSeconds(1));
    // The first steps of half of the users are in one partition, with the second steps of the others: in whatever order they are read.
    sendToTwo("h1", "B", 0);
    pass(Duration.ofMillis(500));
    sendToTwo("h2", "C", 1);
    pass(Duration.ofSeconds(12)); // a failure is noticed after 5 s
    topics.broker().start();
    topics.flush();
    awaitFired(11);
    List<String> expected = new ArrayList<>(Collections.nCopies(10, "two steps: h1 h2"));
    expected.addFirst("silence: nobody");
    assertEquals(expected, fired());
  }

  private void sendToTwo(String host, String rule, int partition) {
    for (int i = 0; i < 10; i++) {
      topics.alertTo(i + partition & 1, json(host, rule, Instant.now(), "user.name", "u" + i));
    }
  }

  @Test
  void rulesChangeWhileTheJobRuns() throws Exception {
    job(RULES, System.currentTimeMillis(), "1s");
    alert("h1", "B", "user.name", "alice");
    topics.rules("broken.yaml", "- {rule: broken, desc: d, scope: fleet, output: x, priority: INFO}",
        System.currentTimeMillis());
    Waiting.until(() -> topics.committed(FleetTopics.BAD).size() == 1, () -> "the broken rules are not reported");
    assertTrue(topics.committed(FleetTopics.BAD).getFirst().contains("\"place\":\"broken.yaml\""));
    List<String> options = List.of("--bootstrap-servers", topics.broker().address());
    assertEquals(0, WriteRules.run(List.of(options.getFirst(), options.getLast(), "--remove", "broken.yaml"), System.err));
    String more =
        """
        - {rule: single, desc: d, scope: fleet, output: "%user.name", priority: WARNING,
           threshold: {condition: alert.rule = G, count: 1, within: 1s, by: user.name}}
        """;
    Path file = Files.writeString(folder.resolve("more.yaml"), more);
    long begin = System.nanoTime();
    List<String> arguments = List.of(options.getFirst(), options.getLast(), file.toString());
    assertEquals(0, WriteRules.run(arguments, System.err));
    Files.writeString(file, "- {rule: single, desc: d, scope: fleet, output: x, priority: INFO}");
    ByteArrayOutputStream refused = new ByteArrayOutputStream();
    assertEquals(1, WriteRules.run(arguments, new PrintStream(refused, true, StandardCharsets.UTF_8)));
    assertTrue(refused.toString(StandardCharsets.UTF_8).contains("LOAD_ERR_YAML_VALIDATE"), refused::toString);
    Waiting.until(
        () -> {
          alert("h1", "G", "user.name", "u" + (System.nanoTime() - begin) / 1_000_000);
          return !fired().isEmpty();
        },
        () -> "the new rule does not fire");
    String earliest =
        fired().stream().min(Comparator.comparingInt(String::length).thenComparing(String::compareTo)).orElseThrow();
    System.err.println("the new rule fired for an alert that was sent after (ms): " + earliest);
    alert("h2", "C", "user.name", "alice");
    Waiting.until(() -> fired().contains("two steps: h1 h2"), () -> "a sequence did not survive the change of other rules");
  }

  @Test
  void randomAlertsGiveWhatTheDefinitionsSayAlsoWhenATaskManagerAndTheBrokerFail() throws Exception {
    System.err.println("-Deyas.seed=" + SEED);
    Random random = new Random(SEED);
    long begin = System.currentTimeMillis() - 3 * 86_400_000L;
    RandomFleet fleet = new RandomFleet(random, 20, 3_000, begin);
    JobID job = job(fleet.document() + MARKER, begin, "1d");
    send(fleet, random, 0, 1_000);
    awaitFired(Math.min(1, fleet.expected(900)));
    cluster.replaceTaskManager();
    send(fleet, random, 1_000, 2_000);
    cluster.awaitRunning(job);
    awaitFired(fleet.expected(1_900));
    topics.broker().kill();
    topics.broker().start();
    send(fleet, random, 2_000, 3_000);
    sendLast(fleet, 0);
    sendLast(fleet, 1);
    awaitMarkers(1);
    sendLast(fleet, 2); // what is doubled is committed at the next checkpoint at the latest
    awaitMarkers(2);
    List<String> fired =
        fired().stream().filter(message -> !message.startsWith("marker"))
            .map(message -> message.substring(message.indexOf(' ') + 1))
            .map(String::strip).sorted().toList();
    System.err.println("20 rules fired " + fired.size() + " times");
    assertEquals(fleet.expected(), fired, () -> "-Deyas.seed=" + SEED + "\n" + fleet.document());
  }

  private void sendLast(RandomFleet fleet, int hours) {
    sendToAll(fleet.lastAlert(hours));
  }

  private void awaitMarkers(int count) {
    Waiting.until(
        () -> fired().stream().filter(message -> message.startsWith("marker")).count() >= count,
        () -> "-Deyas.seed=" + SEED + ": marker " + count + " is missing");
  }

  /** To random partitions, in the order of their times within each. */
  private void send(RandomFleet fleet, Random random, int from, int to) {
    for (int i = from; i < to; i++) {
      topics.alertTo(random.nextInt(FleetTopics.PARTITIONS), fleet.alert(i));
    }
    topics.flush();
  }
}
