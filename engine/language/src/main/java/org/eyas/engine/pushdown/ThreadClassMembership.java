package org.eyas.engine.pushdown;

import org.eyas.api.event.Event;

/** Decides to which thread classes of a pushdown a thread may belong. */
@FunctionalInterface
public interface ThreadClassMembership {
  /** Every thread may be in every class. */
  ThreadClassMembership UNKNOWN = (number, event) -> true;

  /** Whether the thread of an event may be in a class. */
  boolean isPossible(int number, Event event);
}
