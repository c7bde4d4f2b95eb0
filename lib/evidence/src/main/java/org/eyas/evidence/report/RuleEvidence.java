package org.eyas.evidence.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The rules in use over a time: their digest from each load on, and the difference to the rules before. */
final class RuleEvidence {
  private final Instant from;
  private final List<Map<String, Object>> loads = new ArrayList<>();
  private Map<String, Object> current = Map.of();
  private boolean isKnown;

  /** @param from the begin of the report: the last load before it is the first one of the report */
  RuleEvidence(Instant from) {
    this.from = from;
  }

  /** Adds a line with the digests of all enabled rules. */
  void add(RecordLine line) {
    Map<String, Object> rules = line.map("rules");
    if (line.time().isBefore(from)) {
      loads.clear();
    }
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("time", line.time());
    load.put("digest", line.text("digest"));
    load.put("enabled", rules.size());
    load.put("added", isKnown ? without(rules, current) : Set.of());
    load.put("removed", without(current, rules));
    load.put("changed", changed(rules));
    loads.add(load);
    current = rules;
    isKnown = true;
  }

  private static Set<String> without(Map<String, Object> all, Map<String, Object> others) {
    Set<String> names = new TreeSet<>(all.keySet());
    names.removeAll(others.keySet());
    return names;
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

  /** The names in the last line, in its order. */
  List<String> names() {
    return List.copyOf(current.keySet());
  }

  List<Map<String, Object>> rows() {
    return loads;
  }
}
