package org.eyas.evidence.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How complete each rule was, and when rules missed something. */
final class CompletenessEvidence {
  /** The sum of one rule. */
  private static final class RuleSum {
    private final SeenCounts counts = new SeenCounts();
    private long recordedSeconds;
    private long incompleteSeconds;
  }

  /** A time without a pause in which rules missed something. */
  private static final class Loss {
    private final Instant from;
    private Instant to;
    private int rules;
    private final SeenCounts counts = new SeenCounts();

    Loss(Instant from) {
      this.from = from;
      to = from;
    }
  }

  private final Map<String, RuleSum> rules = new TreeMap<>();
  private final List<Loss> losses = new ArrayList<>();

  /**
   * Adds a line with counts.
   *
   * @param names the rules of the last line about rules, to whose places the counts refer
   */
  void add(RecordLine line, List<String> names) {
    Instant from = line.instant("from");
    Instant to = line.instant("to");
    long seconds = Duration.between(from, to).toSeconds();
    Map<String, Object> worst = Map.of();
    int incomplete = 0;
    for (Map<String, Object> group : line.maps("counts")) {
      SeenCounts counts = new SeenCounts();
      counts.add(group);
      List<String> places = group.get("rules") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
      if (!counts.isWhole()) {
        incomplete += places.size();
        worst = missed(group) > missed(worst) || worst.isEmpty() ? group : worst;
      }
      places.forEach(place -> add(name(names, place), group, seconds, counts.isWhole()));
    }
    if (incomplete > 0) {
      addLoss(from, to, incomplete, worst);
    }
  }

  private static @Nullable String name(List<String> names, String place) {
    int number = place.matches("\\d{1,9}") ? Integer.parseInt(place) : names.size();
    return number < names.size() ? names.get(number) : null;
  }

  private void add(@Nullable String rule, Map<String, Object> counts, long seconds, boolean isWhole) {
    if (rule != null) {
      RuleSum sum = rules.computeIfAbsent(rule, name -> new RuleSum());
      sum.counts.add(counts);
      sum.recordedSeconds += seconds;
      sum.incompleteSeconds += isWhole ? 0 : seconds;
    }
  }

  private static long missed(Map<String, Object> counts) {
    return RecordLine.number(counts, "lost") + RecordLine.number(counts, "undecided")
        + RecordLine.number(counts, "blind_seconds");
  }

  private void addLoss(Instant from, Instant to, int incomplete, Map<String, Object> worst) {
    if (losses.isEmpty() || losses.getLast().to.isBefore(from)) {
      losses.add(new Loss(from));
    }
    Loss loss = losses.getLast();
    loss.to = to;
    loss.rules = Math.max(loss.rules, incomplete);
    loss.counts.add(worst);
  }

  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rules.forEach((name, sum) -> {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("rule", name);
      row.put("recorded_seconds", sum.recordedSeconds);
      row.put("incomplete_seconds", sum.incompleteSeconds);
      sum.counts.putEvents(row);
      sum.counts.putMissed(row);
      rows.add(row);
    });
    return rows;
  }

  /** The times in which rules missed something, each with the figures of the rule that missed the most. */
  List<Map<String, Object>> losses() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Loss loss : losses) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("from", loss.from);
      row.put("to", loss.to);
      row.put("rules", loss.rules);
      loss.counts.putMissed(row);
      rows.add(row);
    }
    return rows;
  }
}
