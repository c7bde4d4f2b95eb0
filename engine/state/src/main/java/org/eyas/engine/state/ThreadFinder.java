package org.eyas.engine.state;

/** Looks up threads on the machine that no event has created. */
interface ThreadFinder {
  /** Finds no thread. For a replay. */
  ThreadFinder NONE = tid -> {};

  /** Looks up a thread, and adds it to the table if the machine has it. */
  void look(long tid);
}
