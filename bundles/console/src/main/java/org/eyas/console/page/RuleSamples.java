package org.eyas.console.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.RuleControl;

/**
 * The matches of each rule in the last half hour, in steps of half a minute. The thread of {@link EngineSamples} reads the counts of the
 * engine; any thread may ask. Nothing happens per event.
 */
public final class RuleSamples {
  static final int STEPS = 60;
  static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(30);

  private record Sample(long nanos, Map<String, Long> hits) {}

  private final ConsoleServices services;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  RuleSamples(ConsoleServices services) {
    this.services = services;
  }

  /** Reads the counts, if a step has passed since they were read. */
  void sample(long nanos) {
    if (isDue(nanos)) {
      Map<String, Long> hits = hits();
      synchronized (samples) {
        samples.addLast(new Sample(nanos, hits));
        if (samples.size() > STEPS) {
          samples.removeFirst();
        }
      }
    }
  }

  private boolean isDue(long nanos) {
    synchronized (samples) {
      return samples.isEmpty() || nanos - samples.getLast().nanos() >= STEP_NANOS;
    }
  }

  private Map<String, Long> hits() {
    Map<String, Long> hits = new HashMap<>();
    services.rules().map(RuleControl::rules).orElse(List.of()).forEach(status -> hits.put(status.rule().name(), status.hits()));
    return hits;
  }

  /** The matches of a rule in each step, the oldest first; the last step is not complete. Empty before the first sample. */
  public List<Long> matches(String rule, long hitsNow) {
    List<Long> counts = new ArrayList<>();
    synchronized (samples) {
      samples.forEach(sample -> counts.add(sample.hits().getOrDefault(rule, 0L)));
    }
    counts.add(hitsNow);
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < counts.size(); i++) {
      steps.add(increase(counts.get(i - 1), counts.get(i)));
    }
    return steps;
  }

  // A count that is smaller than before belongs to an engine that was started again, which began at 0.
  private static long increase(long before, long after) {
    return after >= before ? after - before : after;
  }
}
