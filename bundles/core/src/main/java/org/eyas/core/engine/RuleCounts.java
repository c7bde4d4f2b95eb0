package org.eyas.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eyas.api.alert.Priority;
import org.eyas.core.rules.LoadedRule;

/** How often each rule fired, and the statistics that are printed at the end as Falco prints them. */
public final class RuleCounts {
  private final List<LoadedRule> rules;
  private final AtomicLongArray hits;

  /** @param rules in the order of their definition */
  public RuleCounts(List<LoadedRule> rules) {
    this.rules = List.copyOf(rules);
    hits = new AtomicLongArray(rules.size());
  }

  /** Counts a hit of the rule at a place of the list. */
  public void hit(int rule) {
    hits.incrementAndGet(rule);
  }

  public long hits(int rule) {
    return hits.get(rule);
  }

  /** The lines of the statistics. */
  public List<String> lines() {
    long total = 0;
    long[] bySeverity = new long[Priority.values().length];
    List<String> byRule = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      long count = hits.get(i);
      if (count > 0) {
        total += count;
        bySeverity[rules.get(i).alert().priority().ordinal()] += count;
        byRule.add("   " + rules.get(i).name() + ": " + count);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("Events detected: " + total);
    lines.add("Rule counts by severity:");
    for (Priority priority : Priority.values()) {
      if (bySeverity[priority.ordinal()] > 0) {
        lines.add("   " + shortLabel(priority) + ": " + bySeverity[priority.ordinal()]);
      }
    }
    lines.add("Triggered rules by rule name:");
    lines.addAll(byRule);
    return lines;
  }

  private static String shortLabel(Priority priority) {
    return priority == Priority.INFORMATIONAL ? "INFO" : priority.label().toUpperCase(Locale.ROOT);
  }
}
