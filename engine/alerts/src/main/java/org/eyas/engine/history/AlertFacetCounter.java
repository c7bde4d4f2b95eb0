package org.eyas.engine.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.alert.AlertProgram;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertFacet;
import org.eyas.api.history.AlertFacets;
import org.eyas.api.history.AlertStatistics.Count;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/**
 * Counts alerts by time and by value while a search passes them. The time of the oldest one is not known before the end. So the
 * steps begin as seconds, and become longer when there are too many. For one thread.
 */
final class AlertFacetCounter {
  private static final int MOST_STEPS = 96;

  /** Lengths of steps that people know. Each one is a multiple of the one before, so that steps can be joined. */
  private static final long[] SECONDS = {1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400};

  private final long[] priorities = new long[Priority.values().length];
  private final Map<AlertFacet, ValueCounter> values = new EnumMap<>(AlertFacet.class);
  private TreeMap<Long, long[]> steps = new TreeMap<>();
  private int length; // the index of the length of a step; beyond the table, each length is twice the one before
  private long stepNanos = stepNanos(0);
  private long alerts;

  /** Adds an alert; always true, because the memory is limited. */
  boolean add(PastAlert past) {
    Alert alert = past.alert();
    int priority = alert.priority().ordinal();
    alerts++;
    priorities[priority]++;
    addToStep(alert.timestampNanos(), priority);
    AlertPlace place = AlertPlace.of(alert);
    add(AlertFacet.RULE, alert.rule());
    add(AlertFacet.PROGRAM, AlertProgram.of(alert));
    add(AlertFacet.USER, alert.fields().get(AlertFacet.USER.term()));
    add(AlertFacet.CONTAINER, place.container());
    add(AlertFacet.POD, place.pod());
    add(AlertFacet.SESSION, alert.fields().get(AlertFacet.SESSION.term()));
    return true;
  }

  private void add(AlertFacet facet, @Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty()) {
      values.computeIfAbsent(facet, kind -> new ValueCounter()).add(text);
    }
  }

  private void addToStep(long nanos, int priority) {
    steps.computeIfAbsent(Math.floorDiv(nanos, stepNanos), step -> new long[priorities.length])[priority]++;
    while (steps.lastKey() - steps.firstKey() >= MOST_STEPS) {
      joinSteps();
    }
  }

  private void joinSteps() {
    long longer = stepNanos(++length);
    TreeMap<Long, long[]> joined = new TreeMap<>();
    for (Map.Entry<Long, long[]> step : steps.entrySet()) {
      long[] sum = joined.computeIfAbsent(Math.floorDiv(step.getKey() * stepNanos, longer), all -> new long[priorities.length]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += step.getValue()[i];
      }
    }
    steps = joined;
    stepNanos = longer;
  }

  private static long stepNanos(int index) {
    int last = SECONDS.length - 1;
    return TimeUnit.SECONDS.toNanos(SECONDS[Math.min(index, last)]) << Math.max(0, index - last);
  }

  /** @param complete whether all alerts were added */
  AlertFacets result(boolean complete) {
    List<List<Long>> counted = new ArrayList<>();
    if (!steps.isEmpty()) {
      long[] none = new long[priorities.length];
      for (long step = steps.firstKey(); step <= steps.lastKey(); step++) {
        counted.add(LongStream.of(steps.getOrDefault(step, none)).boxed().toList());
      }
    }
    long from = steps.isEmpty() ? 0 : steps.firstKey() * stepNanos;
    return new AlertFacets(from, stepNanos, counted, top(), alerts, complete);
  }

  private Map<AlertFacet, List<Count>> top() {
    Map<AlertFacet, List<Count>> top = new EnumMap<>(AlertFacet.class);
    values.forEach((facet, counter) -> top.put(facet, counter.top()));
    List<Count> urgent = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      if (priorities[priority.ordinal()] > 0) {
        urgent.add(new Count(priority.label(), priorities[priority.ordinal()]));
      }
    }
    if (!urgent.isEmpty()) {
      top.put(AlertFacet.PRIORITY, urgent);
    }
    return top;
  }
}
