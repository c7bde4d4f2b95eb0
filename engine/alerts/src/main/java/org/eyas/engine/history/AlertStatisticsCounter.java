package org.eyas.engine.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.AlertStatistics.Step;
import org.eyas.api.history.PastAlert;

/**
 * Counts the alerts of a time span for statistics while a search passes them, the newest alert first. For one thread.
 */
final class AlertStatisticsCounter {
  private static final int MOST_GROUPS = 1_000;
  private static final String USER = "user.name";

  /** A rule and a program. The pair is new if the rule never raised an alert for the program before. */
  private record Pair(String rule, String program) {
    static Pair of(AlertGroup group) {
      return new Pair(group.rule(), group.program());
    }
  }

  private final long fromNanos;
  private final long stepNanos;
  private final long[][] steps;
  private final Map<AlertGroup.Key, AlertGroup> groups = new HashMap<>();
  private final ValueCounter users = new ValueCounter();
  private final ValueCounter pods = new ValueCounter();
  private final Set<Pair> before = new HashSet<>();

  AlertStatisticsCounter(Instant now, Duration span, int steps) {
    Instant from = now.minus(span);
    fromNanos = from.getEpochSecond() * 1_000_000_000 + from.getNano();
    stepNanos = Math.max(1, span.toNanos() / steps);
    this.steps = new long[steps][3];
  }

  /** Adds an alert; false if there is no room for more. */
  boolean add(PastAlert past) {
    AlertGroup one = AlertGroup.of(past);
    long since = past.alert().timestampNanos() - fromNanos;
    if (since < 0) {
      before.add(Pair.of(one));
      return before.size() < MOST_GROUPS;
    }
    steps[(int) Math.min(steps.length - 1, since / stepNanos)][level(past.alert().priority())]++;
    groups.merge(one.key(), one, AlertGroup::mergedWith);
    if (past.alert().fields().get(USER) instanceof String user) {
      users.add(user);
    }
    if (!one.pod().isEmpty()) {
      pods.add(one.pod());
    }
    return groups.size() < MOST_GROUPS;
  }

  private static int level(Priority priority) {
    return priority.compareTo(Priority.ERROR) <= 0 ? 0 : priority.compareTo(Priority.NOTICE) <= 0 ? 1 : 2;
  }

  /** @param complete whether all alerts were added */
  AlertStatistics result(boolean complete) {
    List<Step> counted = new ArrayList<>();
    for (long[] step : steps) {
      counted.add(new Step(step[0], step[1], step[2]));
    }
    return new AlertStatistics(fromNanos, stepNanos, counted, users.top(), pods.top(), byCount(), fresh(), !before.isEmpty(),
        complete);
  }

  private List<AlertGroup> byCount() {
    return groups.values().stream().sorted(Comparator.comparingLong(AlertGroup::count).reversed()).toList();
  }

  // Without older alerts, everything would be new.
  private List<AlertGroup> fresh() {
    return before.isEmpty()
        ? List.of()
        : groups.values().stream()
            .filter(group -> !before.contains(Pair.of(group)))
            .sorted(Comparator.comparingLong(AlertGroup::newest).reversed())
            .toList();
  }
}
