package org.eyas.engine.stateful.condition;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.check.TypedValue;

/**
 * Fires if an event has values that no earlier event of its group had.
 *
 * @param values the values that must be new; two or more are new if no event had them together
 * @param learnNanos the time during which a group only learns, from its first event on; without groups, from the first
 *     event of the source on
 * @param entries the most groups and values that the rule keeps together
 */
public record FirstSeenCondition(ConditionStep step, List<TypedValue> values, long learnNanos, int entries)
    implements StatefulCondition {
  /** The default of {@code entries}. */
  public static final int USUAL_ENTRIES = 10_000;

  /** The largest value of {@code entries}, because each entry takes memory. */
  public static final int MOST_ENTRIES = 100_000;

  public FirstSeenCondition {
    values = List.copyOf(values);
  }

  @Override
  public List<ConditionStep> steps() {
    return List.of(step);
  }

  @Override
  public boolean outlivesRestart() {
    return true;
  }

  /**
   * The number of entries is not part of the identity: after a change of that number, the rule need not learn again.
   */
  @Override
  public String identity() {
    String texts = values.stream().map(TypedValue::text).collect(Collectors.joining("\t"));
    return String.join("\n", "first", step.identity(), texts, Long.toString(learnNanos));
  }
}
