package org.eyas.receiver;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes. Any thread may call it. */
final class OutcomeCounters {
  private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
  private final LongAdder keptBytes = new LongAdder();

  void count(Outcome outcome) {
    outcomes.incrementAndGet(outcome.ordinal());
  }

  void countKept(int bytes) {
    count(Outcome.KEPT);
    keptBytes.add(bytes);
  }

  ServerFigures figures(int connections) {
    Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      sums.put(outcome, outcomes.get(outcome.ordinal()));
    }
    return new ServerFigures(sums, keptBytes.sum(), connections);
  }
}
