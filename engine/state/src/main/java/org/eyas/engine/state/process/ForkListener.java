package org.eyas.engine.state.process;

/** Receives each process that the event of a fork adds to the table. The thread of the loop calls it. */
public interface ForkListener {
  /** Ignores all processes. */
  ForkListener NOBODY = (pid, parent) -> {};

  /**
   * Called when a process was forked. The process has a copy of the descriptors of its parent.
   *
   * @param parent the process that forked
   */
  void onFork(long pid, long parent);
}
