package org.eyas.engine.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.history.AlertStatistics.Count;

/** Counts how often values occur, for a limited number of different values. For one thread. */
final class ValueCounter {
  private static final int MOST = 1_000;
  private static final int SHOWN = 10;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String value) {
    if (counts.size() < MOST || counts.containsKey(value)) {
      counts.merge(value, 1L, Long::sum);
    }
  }

  /** The most frequent values, in descending order. */
  List<Count> top() {
    return counts.entrySet().stream()
        .map(value -> new Count(value.getKey(), value.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
        .limit(SHOWN)
        .toList();
  }
}
