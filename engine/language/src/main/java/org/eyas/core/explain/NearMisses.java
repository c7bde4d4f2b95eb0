package org.eyas.core.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.Event;

/**
 * Goes through events and keeps those that a rule fired for and those it came nearest to fire for. Of events that fail
 * in the same checks the first is kept and the others are counted. For one thread.
 */
public final class NearMisses {
  private static final int KINDS = 1_000;

  private final RuleExplainer explainer;
  private final int limit;
  private final List<RuleExplanation> hits = new ArrayList<>();
  private final Map<List<Integer>, Near> near = new LinkedHashMap<>();
  private long hitCount;
  private long considered;
  private long seen;

  /** @param limit how many of each are kept */
  public NearMisses(RuleExplainer explainer, int limit) {
    this.explainer = explainer;
    this.limit = limit;
  }

  /**
   * An event that nearly fulfilled the rule.
   *
   * @param count how many events fail in the same checks
   */
  public record Near(RuleExplanation explanation, long count) {
    Near more() {
      return new Near(explanation, count + 1);
    }

    /** How many checks stand in the way. */
    public int distance() {
      return explanation.missing().size();
    }
  }

  /** Looks at one event. */
  public void see(Event event) {
    seen++;
    if (!explainer.considers(event)) {
      return;
    }
    considered++;
    if (explainer.distance(event) > 0) {
      miss(event);
      return;
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

  /** The first events that the rule fires for. */
  public List<RuleExplanation> hits() {
    return List.copyOf(hits);
  }

  /** How many it fires for. */
  public long hitCount() {
    return hitCount;
  }

  /** The nearest misses, the nearest first. */
  public List<Near> nearest() {
    return near.values().stream().sorted(Comparator.comparingInt(Near::distance)).limit(limit).toList();
  }

  /** How many events there were. */
  public long seen() {
    return seen;
  }

  /** How many of them have a type that the rule looks at. */
  public long considered() {
    return considered;
  }
}
