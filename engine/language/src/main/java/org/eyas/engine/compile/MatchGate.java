package org.eyas.engine.compile;

import org.eyas.api.event.Event;

/**
 * Decides for which events a match of a rule is useful, such as a match of a step that continues a sequence. For the
 * thread of one event loop.
 */
public interface MatchGate {
  /**
   * Whether a match of some event is useful now. Called for every event that the rule may match, before the conditions
   * of the rule.
   */
  boolean isOpen();

  /**
   * Whether a match of this event is useful. Called after the cheap conditions of the rule, if {@link #isOpen} is true.
   */
  boolean awaits(Event event);
}
