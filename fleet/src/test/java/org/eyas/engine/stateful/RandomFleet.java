package org.eyas.engine.stateful;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.json.write.CompactJson;

/**
 * Random stateful rules and random alerts, as rules and alerts of the fleet, with the alerts that the rules raise by {@link
 * NaiveRuleState}.
 */
public final class RandomFleet {
  private static final Map<String, String> FIELDS =
      Map.of("t.uint64", "proc.vpid", "t.other", "proc.name", "t.text", "user.name", "t.int2", "proc.ppid", "t.int", "proc.sid");
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private record Timed(long nanos, Map<String, Object> values) {}

  private final List<NaiveRule> rules = new ArrayList<>();
  private final List<Timed> alerts = new ArrayList<>();

  /** @param beginMillis the time of the first alert and of the rules */
  public RandomFleet(Random random, int ruleCount, int alertCount, long beginMillis) {
    while (rules.size() < ruleCount) {
      rules.add(NaiveRule.random(random));
    }
    long nanos = beginMillis * 1_000_000;
    for (int number = 1; number <= alertCount; number++) {
      alerts.add(new Timed(nanos, RandomValues.of(random, number)));
      nanos += 1 + (long) (random.nextDouble() * 2 * StatefulRun.SECOND);
    }
  }

  /** The rules as one file. */
  public String document() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < rules.size(); i++) {
      String rule =
          rules.get(i).document().replace("rule: r", "rule: r" + i).replace("source: fake", "scope: fleet")
              .replaceFirst("output: '", "output: 'r" + i + " %t.uint64: ");
      for (String field : List.of("t.uint64", "t.other", "t.text", "t.int2", "t.int")) {
        rule = rule.replace(field, FIELDS.getOrDefault(field, field));
      }
      all.append(rule);
    }
    return all.toString();
  }

  public int size() {
    return alerts.size();
  }

  /** An alert as JSON, in the order of their times. */
  public String alert(int index) {
    return json(alerts.get(index));
  }

  /** An alert that no random rule matches, a day and some hours after all others. */
  public String lastAlert(int hours) {
    return json(new Timed(alerts.getLast().nanos() + DAY_NANOS + hours * HOUR_NANOS, Map.of()), "last");
  }

  private static String json(Timed alert) {
    return json(alert, "r");
  }

  private static String json(Timed alert, String rule) {
    Map<String, Object> fields = new HashMap<>();
    alert.values().forEach((name, value) -> fields.put(FIELDS.getOrDefault(name, name), value));
    Instant time = Instant.ofEpochSecond(0, alert.nanos());
    return CompactJson.of(Map.of("rule", rule, "hostname", "h", "time", time.toString(), "output_fields", fields));
  }

  /** How many messages the rules raise until an alert. */
  public int expected(int alertCount) {
    return rules.stream().mapToInt(rule -> raised(new NaiveRuleState(rule), alerts.subList(0, alertCount)).size()).sum();
  }

  private static List<String> raised(NaiveRuleState naive, List<Timed> alerts) {
    List<String> raised = new ArrayList<>();
    for (Timed alert : alerts) {
      raised.addAll(naive.processEvent(alert.nanos(), alert.values()));
    }
    return raised;
  }

  /** The messages that the rules raise, sorted. */
  public List<String> expected() {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      NaiveRuleState naive = new NaiveRuleState(rules.get(i));
      List<String> raised = raised(naive, alerts);
      raised.addAll(naive.processEvent(alerts.getLast().nanos() + DAY_NANOS, Map.of("t.uint64", 0L, "t.other", "none")));
      String begin = "r" + i + " ";
      raised.forEach(message -> messages.add(begin + message.strip()));
    }
    return messages.stream().sorted().toList();
  }
}
