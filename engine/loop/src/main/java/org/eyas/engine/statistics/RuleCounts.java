package org.eyas.engine.statistics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.update.Handover;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.rules.LoadedRule;

/**
 * Counts how often each rule fired, and formats the final statistics as Falco does.
 *
 * <p>The counters of a generation continue the counters of the previous generation, by the names of the rules. So the
 * statistics are about the whole run.
 */
public final class RuleCounts {
  private final List<LoadedRule> rules;
  private final AtomicLong[] counters;
  private final AtomicLong[] repeats;
  private final RuleHitCounters ledger;
  private final RuleMutes[] mutes;

  /** @param rules in the order of their definition */
  public RuleCounts(List<LoadedRule> rules) {
    this(rules, new RuleHitCounters());
  }

  private RuleCounts(List<LoadedRule> rules, RuleHitCounters ledger) {
    this.rules = List.copyOf(rules);
    this.ledger = ledger;
    counters =
        this.rules.stream()
            .map(rule -> rule.isSignal() ? ledger.signal(rule.name()) : ledger.counter(rule.name(), rule.alert().priority()))
            .toArray(AtomicLong[]::new);
    repeats = this.rules.stream().map(rule -> ledger.repeats(rule.name())).toArray(AtomicLong[]::new);
    mutes = this.rules.stream().map(rule -> RuleMutes.of(rule.mutes(), ledger)).toArray(RuleMutes[]::new);
  }

  /** The counts, for the next engine. */
  public List<Handover.Hits> toHandover() {
    List<Handover.Hits> left = new ArrayList<>();
    ledger.forEach((rule, priority, count) -> left.add(new Handover.Hits(rule, priority, count)));
    ledger.signals().forEach((rule, count) -> left.add(new Handover.Hits(rule, Priority.DEBUG, count)));
    return left;
  }

  /** Adds the counts of a previous engine. */
  public void resumeFrom(List<Handover.Hits> before) {
    Set<String> signals = ledger.signals().keySet();
    before.forEach(
        hits -> (signals.contains(hits.rule()) ? ledger.signal(hits.rule()) : ledger.counter(hits.rule(), hits.priority()))
            .addAndGet(hits.count()));
  }

  /** The counts for the rules of the next generation. */
  public RuleCounts forNextRules(List<LoadedRule> next) {
    return new RuleCounts(next, ledger);
  }

  /** Whether the rule at an index of the list has mutes. */
  public boolean hasMutes(int rule) {
    return !mutes[rule].isEmpty();
  }

  /** Whether a mute hides this alert of the rule at an index of the list. A hidden alert is counted. */
  public boolean hideIfMuted(int rule, Alert alert) {
    return mutes[rule].hide(alert);
  }

  /** The number of alerts that each mute of the current rules hid, including earlier generations. */
  public List<MuteHits> hidden() {
    List<MuteHits> hidden = new ArrayList<>();
    for (int i = 0; i < mutes.length; i++) {
      mutes[i].addTo(hidden, rules.get(i).name());
    }
    return hidden;
  }

  /** Counts a match of the rule at an index of the list. */
  public void countHit(int rule) {
    counters[rule].incrementAndGet();
  }

  /** Counts a match of the rule at an index of the list whose alert is a repeat. */
  public void countRepeat(int rule) {
    repeats[rule].incrementAndGet();
  }

  /** The number of times that the rule at an index of the list fired, in this and all earlier generations. */
  public long hits(int rule) {
    return hits(rules.get(rule).name());
  }

  /** The number of times that a rule with this name fired, even if the rule does not exist any more. */
  public long hits(String rule) {
    return ledger.hits(rule) + ledger.signals().getOrDefault(rule, 0L);
  }

  /** The current rules, in the order of their definition. */
  public List<RuleHits> all() {
    List<RuleHits> all = new ArrayList<>();
    for (int i = 0; i < counters.length; i++) {
      AlertTemplate alert = rules.get(i).alert();
      all.add(new RuleHits(alert.rule(), alert.priority(), alert.source(), alert.tags(), counters[i].get(), repeats[i].get(),
          rules.get(i).isSignal()));
    }
    return all;
  }

  /** The lines of the final statistics: those of Falco, which are about alerts; then the signals, if there were some. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Events detected: " + total());
    lines.add("Rule counts by severity:");
    for (Priority priority : Priority.values()) {
      addLine(lines, shortLabel(priority), ledger.hits(priority));
    }
    lines.add("Triggered rules by rule name:");
    names().forEach(name -> addLine(lines, name, ledger.hits(name)));
    Map<String, Long> signals = ledger.signals();
    if (signals.values().stream().anyMatch(count -> count > 0)) {
      lines.add("Signals by rule name:");
      signals.forEach((name, count) -> addLine(lines, name, count));
    }
    return lines;
  }

  /** The number of alerts of all rules, including rules that do not exist any more. */
  public long total() {
    long total = 0;
    for (Priority priority : Priority.values()) {
      total += ledger.hits(priority);
    }
    return total;
  }

  /** The current rules in their order, then earlier rules. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    rules.forEach(rule -> names.add(rule.name()));
    names.addAll(ledger.rules());
    return names;
  }

  private static void addLine(List<String> lines, String name, long count) {
    if (count > 0) {
      lines.add("   " + name + ": " + count);
    }
  }

  private static String shortLabel(Priority priority) {
    return priority == Priority.INFORMATIONAL ? "INFO" : priority.label().toUpperCase(Locale.ROOT);
  }
}
