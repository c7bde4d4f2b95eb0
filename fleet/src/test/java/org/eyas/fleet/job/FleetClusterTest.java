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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.JobID;
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
          within: 1m
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

  @TempDir Path folder;
  private FleetCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new FleetCluster(folder);
  }

  @AfterEach
  void end() throws Exception {
    cluster.close();
  }

  private JobID job(String rules, long millis) throws Exception {
    cluster.rules("rules.yaml", rules, millis);
    return cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "2s");
  }

  private void alert(String host, String rule, String field, String value) {
    String json = "{\"hostname\":\"%s\",\"rule\":\"%s\",\"time\":\"%s\",\"output_fields\":{\"%s\":\"%s\"}}";
    cluster.alert(host, json.formatted(host, rule, Instant.now(), field, value));
    cluster.flush();
  }

  /** The alerts of the fleet without the time, sorted. */
  private List<String> fired() throws Exception {
    List<String> messages = new ArrayList<>();
    for (String json : cluster.committed(FleetCluster.OUTPUT)) {
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
    Waiting.until(() -> fired().size() >= count, () -> "only these alerts came: " + cluster.committed(FleetCluster.OUTPUT));
  }

  @Test
  void everyKindOfRuleFiresAndBadRecordsArePutAside() throws Exception {
    job(RULES, System.currentTimeMillis());
    alert("h1", "A", "user.name", "u");
    alert("h2", "A", "user.name", "u");
    cluster.alertTo(1, "{\"rule\":\"A\"}");
    cluster.alertTo(2, "not JSON");
    alert("h1", "B", "user.name", "alice");
    alert("h2", "C", "user.name", "alice");
    alert("h2", "C", "user.name", "bob");
    alert("h3", "D", "user.name", "carol");
    alert("h3", "D", "user.name", "dave");
    alert("h4", "E", "user.name", "dave");
    alert("h4", "F", "proc.exepath", "/bin/x");
    alert("h5", "F", "proc.exepath", "/bin/x");
    alert("h3", "A", "user.name", "u");
    awaitFired(4);
    assertEquals(List.of("many: (h1,h2,h3)", "new: /bin/x", "silence: carol", "two steps: h1 h2"), fired());
    Waiting.until(() -> cluster.committed(FleetCluster.BAD).size() == 2, () -> "bad records are missing");
    String bad = String.join("\n", cluster.committed(FleetCluster.BAD));
    assertTrue(bad.contains("\"reason\":\"it has no text 'time', which every alert has\""), bad);
    assertTrue(bad.contains("\"reason\":\"it is not JSON") && bad.contains("\"record\":\"not JSON\""), bad);
    assertTrue(bad.contains("\"place\":\"eyas-alerts/2@"), bad);
    JsonNode first = JSON.readTree(cluster.committed(FleetCluster.OUTPUT).getFirst());
    assertEquals("eyas-fleet", first.get("hostname").asText());
    assertEquals(32, first.get("output_fields").get("eyas.alert.id").asText().length());
    assertTrue(first.get("output_fields").get("eyas.alert.evidence").size() > 0, first::toString);
  }

  @Test
  void rulesChangeWhileTheJobRuns() throws Exception {
    job(RULES, System.currentTimeMillis());
    alert("h1", "B", "user.name", "alice");
    cluster.rules("broken.yaml", "- {rule: broken, desc: d, scope: fleet, output: x, priority: INFO}",
        System.currentTimeMillis());
    Waiting.until(() -> cluster.committed(FleetCluster.BAD).size() == 1, () -> "the broken rules are not reported");
    assertTrue(cluster.committed(FleetCluster.BAD).getFirst().contains("\"place\":\"broken.yaml\""));
    cluster.rules("broken.yaml", null, System.currentTimeMillis());
    String more =
        """
        - {rule: single, desc: d, scope: fleet, output: "%user.name", priority: WARNING,
           threshold: {condition: alert.rule = G, count: 1, within: 1s, by: user.name}}
        """;
    Path file = Files.writeString(folder.resolve("more.yaml"), more);
    long begin = System.nanoTime();
    List<String> arguments = List.of("--bootstrap-servers", cluster.broker().address(), file.toString());
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
    Random random = new Random(SEED);
    long begin = System.currentTimeMillis() - 3 * 86_400_000L;
    RandomFleet fleet = new RandomFleet(random, 20, 3_000, begin);
    List<String> expected = fleet.expected();
    cluster.rules("rules.yaml", fleet.document(), begin);
    // Times are those of the alerts alone: while nothing is sent, time must not pass.
    JobID job = cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "1d");
    send(fleet, random, 0, 1_000);
    awaitFired(1);
    cluster.replaceTaskManager();
    send(fleet, random, 1_000, 2_000);
    cluster.awaitRunning(job);
    awaitFired(expected.size() / 3);
    cluster.broker().kill();
    cluster.broker().start();
    send(fleet, random, 2_000, 3_000);
    for (int i = 0; i < FleetCluster.PARTITIONS; i++) {
      cluster.alertTo(i, fleet.lastAlert());
    }
    cluster.flush();
    awaitFired(expected.size());
    List<String> fired = fired().stream().map(message -> message.substring(message.indexOf(' ') + 1).strip()).sorted().toList();
    System.err.println("-Deyas.seed=" + SEED + ": 20 rules fired " + fired.size() + " times");
    assertEquals(expected, fired, () -> "-Deyas.seed=" + SEED + "\n" + fleet.document());
  }

  /** To random partitions, in the order of their times within each. */
  private void send(RandomFleet fleet, Random random, int from, int to) {
    for (int i = from; i < to; i++) {
      cluster.alertTo(random.nextInt(FleetCluster.PARTITIONS), fleet.alert(i));
    }
    cluster.flush();
  }
}
