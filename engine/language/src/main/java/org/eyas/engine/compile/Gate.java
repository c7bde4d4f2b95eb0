package org.eyas.engine.compile;

import org.eyas.api.event.Event;

/**
 * Decides for which events the matches of a rule are of use, such as those of a step that continues something. For the thread of one
 * event loop.
 */
public interface Gate {
  /** Whether some event is of use now. Called for every event for which the rule may match, before its own conditions. */
  boolean isOpen();

  /** Whether this event is of use, if it matches. Called after the cheap conditions of the rule, if it {@link #isOpen}. */
  boolean awaits(Event event);
}
