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
import java.util.Comparator;
import java.util.List;
import org.eyas.api.alert.AlertId;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a cluster with two task managers and a broker. */
class FleetClusterTest extends OnFleetCluster {
  private static final ObjectMapper JSON = new ObjectMapper();
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

  /** A user does something in a cluster, and then on a host. */
  private static final String AUDIT =
      """
      - rule: audit
        desc: d
        scope: fleet
        sequence:
          within: 1h
          steps:
            - {name: one, source: k8s_audit, condition: ka.verb = delete, by: ka.user.name}
            - {name: two, condition: alert.rule = D, by: user.name}
        output: "%one.ka.target.name %alert.hostname"
        priority: WARNING
      """;

  private Instant time = Instant.now().minus(Duration.ofHours(2));

  /** An alert 100 ms after the one before. */
  private void next(String host, String rule, String field, String value) {
    time = time.plusMillis(100);
    topics.alert(host, FleetAlerts.json(host, rule, time, field, value));
  }

  /** A list of audit events 100 ms after the alert before. */
  private void audit(String user, String... objects) {
    time = time.plusMillis(100);
    List<String> events = new ArrayList<>();
    for (String object : objects) {
      events.add(
          "{\"kind\":\"Event\",\"auditID\":\"%s\",\"stage\":\"Panic\",\"stageTimestamp\":\"%s\",\"verb\":\"delete\",\"user\":{\"username\":\"%s\"},\"objectRef\":{\"name\":\"%s\"}}"
              .formatted(object, time, user, object));
    }
    topics.audit("{\"kind\":\"EventList\",\"items\":[" + String.join(",", events) + "]}");
  }

  /** Time passes in all partitions, until all rules have fired. */
  private void sendLast(String name) {
    time = time.plusSeconds(600);
    for (int i = 0; i < FleetTopics.PARTITIONS; i++) {
      topics.alertTo(i, FleetAlerts.json("h", "last", time, "user.name", name));
    }
    audit("nobody", "last");
    topics.flush();
  }

  @Test
  void everyKindOfRuleFiresAndBadRecordsArePutAside() throws Exception {
    topics.rules("rules.yaml", FleetAlerts.RULES + LARGE + AUDIT, time.toEpochMilli());
    cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "1d", "--audit", topics.name(FleetTopics.AUDIT));
    topics.audit("{\"kind\":\"Pod\"}");
    audit("carol", "cart-1");
    audit("dave", "cart-1", "cart-2");
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
    alerts.awaitFired(6);
    assertEquals(
        List.of("audit: cart-1 h3", "audit: cart-2 h3", "many: (h1,h2,h3)", "new: /bin/x", "silence: carol", "two steps: h1 h2"),
        alerts.fired());
    ConditionWait.until(() -> topics.committed(FleetTopics.BAD).size() == 6, () -> "bad records are missing");
    String bad = String.join("\n", topics.committed(FleetTopics.BAD));
    assertTrue(bad.contains("\"reason\":\"it has no text 'time', which every alert has\""), bad);
    assertTrue(bad.contains("\"reason\":\"it is not JSON") && bad.contains("\"record\":\"not JSON\""), bad);
    assertTrue(bad.contains("\"reason\":\"it is neither an Event nor an EventList with items\""), bad);
    assertTrue(bad.contains("\"place\":\"" + topics.name(FleetTopics.ALERTS) + "/2@"), bad);
    assertTrue(bad.contains("\"reason\":\"the alert of rule 'large' has "), bad);
    JsonNode first = JSON.readTree(topics.committed(FleetTopics.OUTPUT).getFirst());
    assertEquals(topics.name("eyas-fleet"), first.get("hostname").asText());
    assertEquals(32, first.get("output_fields").get("eyas.alert.id").asText().length());
    assertTrue(first.get("output_fields").get("eyas.alert.evidence").size() > 0, first::toString);
  }

  private static List<String> writing(String... words) {
    List<String> arguments = new ArrayList<>(List.of("--bootstrap-servers", topics.broker().address()));
    arguments.addAll(List.of("--rules", topics.name(FleetTopics.RULES)));
    arguments.addAll(List.of(words));
    return arguments;
  }

  @Test
  void rulesChangeWhileTheJobRuns(@TempDir Path folder) throws Exception {
    topics.rules("rules.yaml", FleetAlerts.RULES, System.currentTimeMillis());
    cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "1s");
    alerts.send("h1", "B", "user.name", "alice");
    topics.rules("broken.yaml", "- {rule: broken, desc: d, scope: fleet, output: x, priority: INFO}",
        System.currentTimeMillis());
    ConditionWait.until(() -> topics.committed(FleetTopics.BAD).size() == 1, () -> "the broken rules are not reported");
    assertTrue(topics.committed(FleetTopics.BAD).getFirst().contains("\"place\":\"broken.yaml\""));
    assertEquals(0, WriteRules.run(writing("--remove", "broken.yaml"), System.err));
    String more =
        """
        - {rule: single, desc: d, scope: fleet, output: "%user.name", priority: WARNING,
           threshold: {condition: alert.rule = G, count: 1, within: 1s, by: user.name}}
        """;
    Path file = Files.writeString(folder.resolve("more.yaml"), more);
    long begin = System.nanoTime();
    List<String> arguments = writing(file.toString());
    assertEquals(0, WriteRules.run(arguments, System.err));
    Files.writeString(file, "- {rule: single, desc: d, scope: fleet, output: x, priority: INFO}");
    ByteArrayOutputStream refused = new ByteArrayOutputStream();
    assertEquals(1, WriteRules.run(arguments, new PrintStream(refused, true, StandardCharsets.UTF_8)));
    assertTrue(refused.toString(StandardCharsets.UTF_8).contains("LOAD_ERR_YAML_VALIDATE"), refused::toString);
    ConditionWait.until(
        () -> {
          alerts.send("h1", "G", "user.name", "u" + (System.nanoTime() - begin) / 1_000_000);
          return !alerts.fired().isEmpty();
        },
        () -> "the new rule does not fire");
    String earliest =
        alerts.fired().stream().min(Comparator.comparingInt(String::length).thenComparing(String::compareTo)).orElseThrow();
    System.err.println("the new rule fired for an alert that was sent after (ms): " + earliest);
    assertTrue(Integer.parseInt(earliest.substring("single: u".length())) <= 5_000, earliest);
    alerts.send("h2", "C", "user.name", "alice");
    ConditionWait.until(() -> alerts.fired().contains("two steps: h1 h2"),
        () -> "a sequence did not survive the change of other rules");
  }
}
