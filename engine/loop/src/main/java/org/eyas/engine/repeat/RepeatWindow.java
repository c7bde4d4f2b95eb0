package org.eyas.engine.repeat;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.engine.rules.RepeatLimit;
import org.jspecify.annotations.Nullable;

/** The time after an alert in which others with the same key are repeats, and what these had. */
public final class RepeatWindow {
  private static final int MOST_VALUES = 20;
  private static final int LONGEST_VALUE = 200;

  private final RepeatLimit limit;
  private final long beginNanos;
  private @Nullable Alert first;
  private @Nullable Alert last;
  private long count;
  private final SortedMap<String, Set<String>> others = new TreeMap<>();

  RepeatWindow(RepeatLimit limit, long beginNanos, @Nullable Alert first) {
    this.limit = limit;
    this.beginNanos = beginNanos;
    this.first = first;
  }

  long endNanos() {
    return beginNanos + limit.withinNanos();
  }

  /** Whether a time is in the window. If somebody set the clock back, it is not. */
  boolean contains(long nanos) {
    return nanos < endNanos() && nanos > beginNanos - limit.withinNanos();
  }

  /** Adds a repeat. */
  public void add(Alert repeat) {
    count++;
    last = repeat;
    if (limit.isReported()) {
      repeat.fields().forEach(this::addValue);
    }
  }

  // The times of events always differ.
  private void addValue(String field, @Nullable Object value) {
    boolean isSame = first != null && Objects.equals(value, first.fields().get(field));
    if (value == null || isSame || field.startsWith("evt.time") || field.startsWith("evt.num")) {
      return;
    }
    Set<String> known = others.computeIfAbsent(field, _ -> new LinkedHashSet<>());
    if (known.size() < MOST_VALUES) {
      String text = value.toString();
      known.add(text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text);
    }
  }

  /** The alert that reports the repeats; null if there were none, or if the configured priority excludes it. */
  @Nullable
  Alert report() {
    Alert latest = last;
    return latest == null || !limit.isReported() ? null
        : RepeatReport.of(latest, first, count, limit.within(), Map.copyOf(others));
  }
}
