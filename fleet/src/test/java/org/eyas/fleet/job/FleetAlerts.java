package org.eyas.fleet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;

/** Sends alerts of hosts to the topics of a job, and reads those of the fleet. For one thread. */
final class FleetAlerts {
  /** One of each kind. */
  static final String RULES =
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
  /** Fires for each alert of the rule {@code last}. */
  static final String MARKER =
      """
      - rule: marker
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = last, count: 1, within: 1s}
        output: "%user.name"
        priority: WARNING
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FleetTopics topics;

  FleetAlerts(FleetTopics topics) {
    this.topics = topics;
  }

  static String json(String host, String rule, Instant at, String field, String value) {
    return "{\"hostname\":\"%s\",\"rule\":\"%s\",\"time\":\"%s\",\"output_fields\":{\"%s\":\"%s\"}}"
        .formatted(host, rule, at, field, value);
  }

  /** Sends an alert of now. */
  void send(String host, String rule, String field, String value) {
    topics.alert(host, json(host, rule, Instant.now(), field, value));
    topics.flush();
  }

  /** The alerts of the fleet without the time, sorted. */
  List<String> fired() throws Exception {
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

  void awaitFired(int count) {
    ConditionWait.until(() -> fired().size() >= count, () -> "only these alerts came: " + topics.committed(FleetTopics.OUTPUT));
  }
}
