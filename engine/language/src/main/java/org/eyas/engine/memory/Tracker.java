package org.eyas.engine.memory;

import org.eyas.api.event.Event;

/** Tracks the state of one stateful rule. For the thread of one event loop. */
interface Tracker extends GroupStore {
  /**
   * Accepts an event that matches some steps of the rule.
   *
   * @param steps a bit for each step, the lowest for the first
   * @return the number of times that the rule fires
   */
  int see(int steps, Event event);

  /** Whether events of a step matter even while the state is empty. */
  default boolean begins(int step) {
    return true;
  }

  /**
   * Whether an event that matches a step would continue or end a sequence. Only called for steps that begin nothing.
   */
  default boolean awaits(int step, Event event) {
    return table().size() > 0;
  }

  /**
   * Whether a value is pending without which the rule cannot evaluate the event. Only rules with {@code first} can wait
   * for it.
   */
  default boolean isPending(Event event) {
    return false;
  }

  /**
   * Fills an object with the event and the state for one alert. Called as often as {@link #see} said that the rule
   * fires.
   */
  FiredEvent show(Event event, FiredEvent into);

  /** The key of the group that {@link #show} shows next; only sequences have one. */
  default byte[] firedGroup() {
    throw new IllegalStateException("only alerts of sequences wait");
  }

  /**
   * Tells the rule the time from which on it evaluates events. Called with the first event after the loading of the
   * rule, which need not match; called again for a rule that continues with groups.
   */
  default void begin(long nowNanos) {}

  Progress progress();

  /** Adds the open sequences; only rules with a sequence have any. */
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
