package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a rule for many events, and keeps the events for which it fires and the events for which it nearly fires.
 * If several events fail the same checks, the first is kept and the rest are counted. For one thread.
 */
public final class NearMissFinder {
  private static final int KINDS = 1_000;

  private final RuleExplainer explainer;
  private final int limit;
  private final @Nullable StatefulRuleTrace trace;
  private final List<RuleExplanation> hits = new ArrayList<>();
  private final Map<List<Integer>, Near> near = new LinkedHashMap<>();
  private long hitCount;
  private long considered;
  private long seen;

  /** @param limit the number of hits, and of misses, to keep */
  public NearMissFinder(RuleExplainer explainer, int limit) {
    this.explainer = explainer;
    this.limit = limit;
    StatefulCondition memory = explainer.rule().statefulCondition();
    trace = memory == null ? null : new StatefulRuleTrace(memory);
  }

  /**
   * An event for which the rule nearly fires.
   *
   * @param count the number of events that fail the same checks
   */
  public record Near(RuleExplanation explanation, long count) {
    Near more() {
      return new Near(explanation, count + 1);
    }

    /** The number of checks that failed. */
    public int distance() {
      return explanation.missing().size();
    }
  }

  /** Evaluates the rule for one event. */
  public void evaluate(Event event) {
    seen++;
    if (trace != null) {
      hitCount += trace.advanceTime(event.timestampNanos());
    }
    boolean fires = trace != null && trace.evaluate(event);
    if (!explainer.isEvaluatedFor(event)) {
      hitCount += fires ? 1 : 0;
      return;
    }
    considered++;
    if (explainer.distance(event) > 0) {
      miss(event);
      return;
    }
    if (trace != null && !fires) {
      return; // the steps count the event
    }
    hitCount++;
    if (hits.size() < limit) {
      hits.add(explainer.explain(event));
    }
  }

  private void miss(Event event) {
    List<Integer> missing = explainer.missing(event);
    Near known = near.get(missing);
    if (known != null) {
      near.put(missing, known.more());
      return;
    }
    near.put(missing, new Near(explainer.explain(event), 1));
    if (near.size() > KINDS) {
      near.keySet().stream().max(Comparator.comparingInt(List::size)).ifPresent(near::remove);
    }
  }

  /** The first events for which the rule fires. */
  public List<RuleExplanation> hits() {
    return List.copyOf(hits);
  }

  /** The number of events for which the rule fires. */
  public long hitCount() {
    return hitCount;
  }

  /** The progress of a stateful rule, and the reasons that stopped it; empty for other rules. */
  public List<String> progress() {
    return trace == null ? List.of() : trace.lines();
  }

  /** The nearest misses, sorted by distance. */
  public List<Near> nearest() {
    return near.values().stream().sorted(Comparator.comparingInt(Near::distance)).limit(limit).toList();
  }

  /** The number of events. */
  public long seen() {
    return seen;
  }

  /** The number of events with a type for which the rule is evaluated. */
  public long considered() {
    return considered;
  }
}
