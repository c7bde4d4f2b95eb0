package org.eyas.core.state;

/** Looks for a thread where the events do not tell of it: on the machine itself. */
interface ThreadFinder {
  /** Finds nothing, as in a replay. */
  ThreadFinder NONE = tid -> {};

  /** Files the thread in the table where it is found. */
  void look(long tid);
}
