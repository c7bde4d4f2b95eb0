package org.eyas.engine.state;

/** Looks for a thread on the machine if no event has created it. */
interface ThreadFinder {
  /** Finds nothing. For a replay. */
  ThreadFinder NONE = tid -> {};

  /** Adds the thread to the table if it is found. */
  void look(long tid);
}
