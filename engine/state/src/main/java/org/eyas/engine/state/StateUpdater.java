package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** Updates the state by one family of events. Each loop has its own objects, used on the loop's thread. */
interface StateUpdater {
  void update(LoopEvent event);

  /** True for every event that can change the state: a source may leave out the others if no rule needs them. */
  default RawCondition needs() {
    return RawCondition.Always.TRUE;
  }

  /**
   * The same while not all opened files are kept ({@link OpenedFiles}).
   *
   * @param directories whether directories are kept
   */
  default RawCondition needsWithoutFiles(boolean directories) {
    return needs();
  }

  /**
   * Whether its events change what fields say of threads, of whatever thread. A source does not judge such events by the thread, and
   * what it knows of the thread ends with them.
   */
  default boolean changesThreads() {
    return true;
  }
}
