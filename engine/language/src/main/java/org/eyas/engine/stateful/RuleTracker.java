package org.eyas.engine.stateful;

import org.eyas.api.event.Event;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.FiredEvent;

/** Tracks the state of one stateful rule. For the thread of one event loop. */
interface RuleTracker extends GroupStore {
  /**
   * Accepts an event that matches some steps of the rule.
   *
   * @param steps a bit for each step, the lowest for the first
   * @return the number of times that the rule fires
   */
  int accept(int steps, Event event);

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
   * Fills an object with the event and the state for one alert. Called as often as {@link #accept} said that the rule
   * fires.
   */
  FiredEvent fill(Event event, FiredEvent into);

  /** The key of the group that {@link #fill} shows next; only sequences have one. */
  default byte[] firedGroup() {
    throw new IllegalStateException("bug in Eyas: only a sequence has alerts that wait for a group");
  }

  /**
   * Tells the rule the time from which on it evaluates events. Called with the first event after the loading of the
   * rule, which need not match; called again for a rule that continues with groups.
   */
  default void begin(long nowNanos) {}

  RuleProgress progress();

  /** Adds the open sequences; only rules with a sequence have any. */
  default void addOpen(OpenSequenceCollector into) {}

  /** Continues with the groups of another tracker, whose rule has the same {@link StatefulCondition#identity}. */
  void continueWith(RuleTracker other);
}
