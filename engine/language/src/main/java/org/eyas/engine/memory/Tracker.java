package org.eyas.engine.memory;

import org.eyas.api.event.Event;

/** Remembers the events of one rule. For the thread of one event loop. */
interface Tracker extends GroupStore {
  /**
   * An event matches some steps of the rule.
   *
   * @param steps a bit for each step, the lowest for the first
   * @return how often the rule fires
   */
  int see(int steps, Event event);

  /** Whether a step matters also while nothing is remembered. */
  default boolean begins(int step) {
    return true;
  }

  /** Whether an event that matches a step would continue or end something; only asked for steps that do not begin anything. */
  default boolean awaits(int step, Event event) {
    return table().size() > 0;
  }

  /** Whether a value is pending without which the event cannot be evaluated; only rules with {@code first} can wait for it. */
  default boolean isPending(Event event) {
    return false;
  }

  /** As often as {@link #see} said that the rule fires: the event and what is remembered. */
  FiredEvent show(Event event, FiredEvent into);

  /** The name of the group that {@link #show} shows next; only sequences have it. */
  default byte[] firedGroup() {
    throw new IllegalStateException("only alerts of sequences wait");
  }

  /**
   * The rule sees events from a time on. Called with the first event after the rule was loaded, which need not match; for a rule that
   * continues with groups again.
   */
  default void begin(long nowNanos) {}

  Progress progress();

  /** Adds the sequences that are open; only rules with a sequence have any. */
  default void addOpen(OpenGroups into) {}

  /** Continues with the groups of another tracker, whose rule has the same {@link RuleMemory#identity}. */
  void continueWith(Tracker other);

  static Tracker of(RuleMemory memory) {
    return switch (memory) {
      case FirstSeen first -> new FirstSeenTracker(first);
      case Threshold threshold -> new ThresholdTracker(threshold);
      case Sequence sequence when sequence.ordered() -> new SequenceTracker(sequence);
      case Sequence sequence -> new SetTracker(sequence);
    };
  }
}
