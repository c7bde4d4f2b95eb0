package org.eyas.evidence.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules over a time: their digest at each moment, and how complete each of them was. */
final class RuleEvidence {
  private final List<Map<String, Object>> loads = new ArrayList<>();
  private final Map<String, Map<String, Object>> completeness = new TreeMap<>();
  private Map<String, Object> current = Map.of();
  private boolean isKnown;

  /** @param journal all lines, so that the rules at the begin are known */
  RuleEvidence(List<RecordLine> journal, Instant from, Instant to) {
    for (RecordLine line : journal) {
      if (line.time().isAfter(to)) {
        break;
      }
      if (line.kind().equals("rules")) {
        load(line, from);
      } else if (line.kind().equals("completeness") && line.instant("to").isAfter(from)) {
        count(line);
      }
    }
  }

  // The last load before the time is the first one of the report.
  private void load(RecordLine line, Instant from) {
    Map<String, Object> rules = line.map("rules");
    if (line.time().isBefore(from)) {
      loads.clear();
    }
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("time", line.time());
    load.put("digest", line.text("digest"));
    load.put("enabled", line.text("enabled"));
    Set<String> added = new TreeSet<>(rules.keySet());
    added.removeAll(current.keySet());
    Set<String> removed = new TreeSet<>(current.keySet());
    removed.removeAll(rules.keySet());
    load.put("added", isKnown ? added : Set.of());
    load.put("removed", removed);
    load.put("changed", changed(rules));
    loads.add(load);
    current = rules;
    isKnown = true;
  }

  private Set<String> changed(Map<String, Object> rules) {
    Set<String> changed = new TreeSet<>();
    rules.forEach((name, digest) -> {
      if (current.containsKey(name) && !Objects.equals(current.get(name), digest)) {
        changed.add(name);
      }
    });
    return changed;
  }

  private void count(RecordLine line) {
    long seconds = Duration.between(line.instant("from"), line.instant("to")).toSeconds();
    current.keySet().forEach(name -> add(of(name), "recorded_seconds", seconds));
    for (Map<String, Object> rule : line.maps("incomplete")) {
      Map<String, Object> sum = of(String.valueOf(rule.get("rule")));
      add(sum, "incomplete_seconds", seconds);
      for (String count : List.of("lost", "undecided", "blind_seconds")) {
        add(sum, count, RecordLine.number(rule, count));
      }
      Map<String, Object> causes = RecordLine.asMap(sum.get("causes"));
      RecordLine.asMap(rule.get("causes")).forEach(
          (cause, count) -> causes.put(cause, RecordLine.number(causes, cause) + Long.parseLong(String.valueOf(count))));
      sum.put("causes", causes);
    }
  }

  private Map<String, Object> of(String rule) {
    return completeness.computeIfAbsent(rule, name -> {
      Map<String, Object> sum = new LinkedHashMap<>();
      sum.put("rule", name);
      for (String count : List.of("recorded_seconds", "incomplete_seconds", "lost", "undecided", "blind_seconds")) {
        sum.put(count, 0L);
      }
      sum.put("causes", Map.of());
      return sum;
    });
  }

  private static void add(Map<String, Object> sum, String name, long more) {
    sum.put(name, RecordLine.number(sum, name) + more);
  }

  List<Map<String, Object>> loads() {
    return loads;
  }

  List<Map<String, Object>> completeness() {
    return List.copyOf(completeness.values());
  }
}
