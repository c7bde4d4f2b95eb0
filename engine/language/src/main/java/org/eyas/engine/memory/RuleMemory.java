package org.eyas.engine.memory;

import java.util.List;
import org.eyas.engine.field.FieldUse;

/** What a rule that remembers waits for. Immutable; {@link RuleMemories} keeps the events that rules remember. */
public sealed interface RuleMemory permits Threshold, Sequence, FirstSeen {
  /** Conditions by which one rule finds its events; at most {@link Sequence#MOST_STEPS} and two more. */
  List<Step> steps();

  /** Whether the steps are events of several sources. */
  default boolean isOfSeveralSources() {
    return false;
  }

  /** The fields of events that are kept for the output. */
  default List<FieldUse> kept() {
    return steps().stream().flatMap(step -> step.kept().stream()).toList();
  }

  /** Whether a restart should lose as little of it as possible: groups live for more than a minute. */
  boolean outlivesRestart();

  /** Equal for two rules that can continue with the same groups: the whole definition, and what is kept of events. */
  String identity();
}
