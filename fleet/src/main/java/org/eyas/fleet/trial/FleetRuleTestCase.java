package org.eyas.fleet.trial;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eyas.engine.stateful.condition.TimeSpan;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.json.write.CompactJson;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A test of rules: alerts of hosts with their times, and the names of the rules in the order in which they fire.
 *
 * @param alerts each with {@code at}, {@code host}, {@code rule}, and optionally {@code priority}, {@code source}, {@code tags} and
 *     {@code fields}; or with {@code at} and {@code audit}, the members of an audit event of Kubernetes
 */
public record FleetRuleTestCase(String name, List<Map<String, Object>> alerts, List<String> fires) {
  private static final Instant BEGIN = Instant.parse("2026-11-28T09:00:00Z");
  /** A time after the end of all waits. */
  private static final long LONG_AFTER_NANOS = 31 * 86_400_000_000_000L;

  /**
   * Reads a file with a sequence of tests.
   *
   * @throws IllegalArgumentException if the file has another form
   */
  public static List<FleetRuleTestCase> read(String yaml) {
    List<FleetRuleTestCase> tests = new ArrayList<>();
    Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    for (Object each : sequence(all, "the file")) {
      Map<String, Object> test = mapping(each, "a test");
      String name = String.valueOf(test.get("test"));
      List<Map<String, Object>> alerts = new ArrayList<>();
      sequence(test.get("alerts"), "'alerts' of test '" + name + "'").forEach(alert -> alerts.add(mapping(alert, "an alert")));
      List<String> fires = new ArrayList<>();
      sequence(test.get("fires"), "'fires' of test '" + name + "'").forEach(rule -> fires.add(String.valueOf(rule)));
      tests.add(new FleetRuleTestCase(name, alerts, fires));
    }
    return tests;
  }

  private static List<?> sequence(@Nullable Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(what + " must be a sequence");
  }

  private static Map<String, Object> mapping(@Nullable Object value, String what) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(what + " must be keys and values");
    }
    Map<String, Object> copy = new TreeMap<>();
    map.forEach((key, each) -> copy.put(String.valueOf(key), each));
    return copy;
  }

  /** Runs the test. Returns the names of the rules that fire. */
  public List<String> run(FleetRules rules) throws Exception {
    RuleSimulation simulation = new RuleSimulation(rules);
    int number = 0;
    for (Map<String, Object> alert : alerts) {
      String place = "test/0@" + number++;
      if (alert.get("audit") instanceof Map<?, ?> members) {
        simulation.acceptAudit(audit(alert, members).getBytes(StandardCharsets.UTF_8), place);
      } else {
        simulation.accept(json(alert).getBytes(StandardCharsets.UTF_8), place);
      }
    }
    simulation.elapse(nanos(BEGIN) + LONG_AFTER_NANOS);
    return simulation.fired().stream().map(RuleSimulation.Fired::rule).toList();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private Instant at(Map<String, Object> alert) {
    String at = String.valueOf(alert.getOrDefault("at", "0s"));
    OptionalLong offset = TimeSpan.nanos(at);
    if (offset.isEmpty()) {
      throw new IllegalArgumentException("test '" + name + "': 'at' must be " + TimeSpan.FORM + ", not '" + at + "'");
    }
    return BEGIN.plusNanos(offset.getAsLong());
  }

  private String audit(Map<String, Object> event, Map<?, ?> members) {
    Map<String, Object> json = new TreeMap<>(Map.of("kind", "Event", "auditID", "a", "stage", "ResponseComplete"));
    members.forEach((key, value) -> json.put(String.valueOf(key), value));
    json.put("stageTimestamp", at(event).toString());
    return CompactJson.of(json);
  }

  private String json(Map<String, Object> alert) {
    Map<String, Object> json = new TreeMap<>();
    json.put("hostname", alert.getOrDefault("host", "host-1"));
    json.put("rule", alert.getOrDefault("rule", "Some rule"));
    json.put("priority", alert.getOrDefault("priority", "Warning"));
    json.put("source", alert.getOrDefault("source", "syscall"));
    json.put("tags", alert.getOrDefault("tags", List.of()));
    json.put("output_fields", alert.getOrDefault("fields", Map.of()));
    json.put("time", at(alert).toString());
    return CompactJson.of(json);
  }
}
