package org.eyas.engine.state;

/** Hears of each process that the event of a fork adds to the table. Called by the thread of the loop. */
public interface NewProcesses {
  /** Ignores them. */
  NewProcesses NOBODY = (pid, parent) -> {};

  /**
   * A process was forked; it has a copy of its parent's descriptors.
   *
   * @param parent the process that forked
   */
  void onFork(long pid, long parent);
}
