package org.eyas.engine.memory;

import java.util.List;

/** What a rule that remembers waits for. Immutable; {@link RuleMemories} keeps the events that rules remember. */
public sealed interface RuleMemory permits Threshold, Sequence {
  /** Conditions by which one rule finds its events; at most {@link Sequence#MOST_STEPS} and one more. */
  List<Step> steps();

  /** Equal for two rules that can continue with the same groups: the whole definition, and what is kept of events. */
  String identity();
}
