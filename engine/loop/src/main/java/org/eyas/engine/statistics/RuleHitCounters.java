package org.eyas.engine.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.Priority;

/**
 * The counters of all rules and mutes since the engine started: how often each rule fired, by name and priority, how
 * many of its alerts were repeats, and how many alerts each mute hid. The counters stay when generations are replaced.
 */
final class RuleHitCounters {
  private final Map<String, Map<Priority, AtomicLong>> byRule = new LinkedHashMap<>();
  private final Map<String, AtomicLong> byMute = new HashMap<>();
  private final Map<String, AtomicLong> repeats = new HashMap<>();
  private final Map<String, AtomicLong> signals = new LinkedHashMap<>();

  /** The counter of a rule with this priority: the same object for every generation. */
  synchronized AtomicLong counter(String rule, Priority priority) {
    return byRule
        .computeIfAbsent(rule, _ -> new EnumMap<>(Priority.class))
        .computeIfAbsent(priority, _ -> new AtomicLong());
  }

  /** The counter of the alerts that a mute hides: the same object for every generation. */
  synchronized AtomicLong hidden(String mute) {
    return byMute.computeIfAbsent(mute, _ -> new AtomicLong());
  }

  /** The counter of the alerts of a rule that were repeats: the same object for every generation. */
  synchronized AtomicLong repeats(String rule) {
    return repeats.computeIfAbsent(rule, _ -> new AtomicLong());
  }

  /** The counter of a rule while it is a signal: the same object for every generation. */
  synchronized AtomicLong signal(String rule) {
    return signals.computeIfAbsent(rule, _ -> new AtomicLong());
  }

  /** The number of signals of each rule that ever was one, in the order of appearance. */
  synchronized Map<String, Long> signals() {
    Map<String, Long> counts = new LinkedHashMap<>();
    signals.forEach((rule, count) -> counts.put(rule, count.get()));
    return counts;
  }

  /** Calls a visitor for every counter of alerts. */
  synchronized void forEach(Visitor visitor) {
    byRule.forEach((rule, counters) -> counters.forEach((priority, count) -> visitor.visit(rule, priority, count.get())));
  }

  interface Visitor {
    void visit(String rule, Priority priority, long count);
  }

  /** The number of alerts of a rule. */
  synchronized long hits(String rule) {
    return byRule.getOrDefault(rule, Map.of()).values().stream().mapToLong(AtomicLong::get).sum();
  }

  synchronized long hits(Priority priority) {
    return byRule.values().stream()
        .map(counters -> counters.get(priority))
        .mapToLong(counter -> counter == null ? 0 : counter.get())
        .sum();
  }

  /** Every rule since the start, in the order of appearance. */
  synchronized List<String> rules() {
    return new ArrayList<>(byRule.keySet());
  }
}
