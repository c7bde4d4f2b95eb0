package org.eyas.engine.pushdown;

import org.eyas.api.event.Event;

/** Decides to which thread classes of a pushdown a thread may belong. */
@FunctionalInterface
public interface ClassAnswers {
  /** Every thread may be in every class. */
  ClassAnswers UNKNOWN = (number, event) -> true;

  /** Whether the thread of an event may be in a class. */
  boolean isPossible(int number, Event event);
}
