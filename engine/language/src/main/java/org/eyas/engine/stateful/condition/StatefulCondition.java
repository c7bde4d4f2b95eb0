package org.eyas.engine.stateful.condition;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;

/**
 * The condition of a stateful rule: a threshold, a sequence, or values that are seen for the first time. Immutable; the
 * state of the rule is separate.
 */
public sealed interface StatefulCondition permits ThresholdCondition, SequenceCondition, FirstSeenCondition {
  /** The conditions that select the events of the rule; at most {@link SequenceCondition#MOST_STEPS} and two more. */
  List<ConditionStep> steps();

  /** Whether the steps select events of several sources. */
  default boolean isOfSeveralSources() {
    return false;
  }

  /** The fields of events that the state keeps for the output. */
  default List<FieldUse> keptFields() {
    return steps().stream().flatMap(step -> step.kept().stream()).toList();
  }

  /** The values that the rule counts, and those of events of a source by which it groups them. */
  default Stream<TypedValue> groupValues(String source) {
    Stream<TypedValue> counted =
        this instanceof ThresholdCondition threshold ? Stream.ofNullable(threshold.of()) : Stream.empty();
    Stream<ConditionStep> ofSource = steps().stream().filter(step -> step.source().equals(source));
    return Stream.concat(counted, ofSource.flatMap(step -> step.by().stream()));
  }

  /** Whether the state should survive a restart, because groups live for more than a minute. */
  boolean outlivesRestart();

  /**
   * A text that is equal for rules that can continue with the same groups: the whole definition, and the kept fields of
   * events.
   */
  String identity();
}
