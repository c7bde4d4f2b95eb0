package org.eyas.engine.state;

/** Receives each process that the event of a fork adds to the table. The thread of the loop calls it. */
public interface NewProcesses {
  /** Ignores all processes. */
  NewProcesses NOBODY = (pid, parent) -> {};

  /**
   * Called when a process was forked. The process has a copy of the descriptors of its parent.
   *
   * @param parent the process that forked
   */
  void onFork(long pid, long parent);
}
