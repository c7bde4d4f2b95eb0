package org.eyas.engine.memory;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.check.TypedValue;

/**
 * Fires if an event has values that no event of its group had before.
 *
 * @param values what must be new; two or more are new if they were never seen together
 * @param learnNanos how long a group only learns, from its first event on; without groups, from the first event of the source on
 * @param entries the most groups and values that the rule remembers together
 */
public record FirstSeen(Step step, List<TypedValue> values, long learnNanos, int entries) implements RuleMemory {
  /** The entries of a rule that does not say how many. */
  public static final int USUAL_ENTRIES = 10_000;

  /** Each entry takes memory. */
  public static final int MOST_ENTRIES = 100_000;

  public FirstSeen {
    values = List.copyOf(values);
  }

  @Override
  public List<Step> steps() {
    return List.of(step);
  }

  @Override
  public boolean outlivesRestart() {
    return true;
  }

  /** The number of entries is not part of it: after a change of that number, the rule need not learn again. */
  @Override
  public String identity() {
    String texts = values.stream().map(TypedValue::text).collect(Collectors.joining("\t"));
    return String.join("\n", "first", step.identity(), texts, Long.toString(learnNanos));
  }
}
