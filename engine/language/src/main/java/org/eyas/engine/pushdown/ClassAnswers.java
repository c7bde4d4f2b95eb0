package org.eyas.engine.pushdown;

import org.eyas.api.event.Event;

/** Says in which classes of a pushdown a thread may be. */
@FunctionalInterface
public interface ClassAnswers {
  /** Nothing is known of any thread. */
  ClassAnswers UNKNOWN = (number, event) -> true;

  /** Whether the thread of an event may be in a class. */
  boolean isPossible(int number, Event event);
}
