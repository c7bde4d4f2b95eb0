package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;

/** Updates the state by one family of events. Each loop has its own objects, used on the loop's thread. */
public interface StateUpdater {
  void update(LoopEvent event);

  /**
   * A condition that is true for every event that can change the state. A source may leave out all other events that no
   * rule needs.
   */
  default RawCondition needs() {
    return RawCondition.Always.TRUE;
  }

  /**
   * The condition while the tables do not keep all opened files.
   *
   * @param directories whether the tables keep directories
   */
  default RawCondition needsWithoutFiles(boolean directories) {
    return needs();
  }

  /**
   * Whether its events change the values of fields of any thread. Such an event is delivered whatever the class of its
   * thread is. After it, the source forgets its decisions about the thread.
   */
  default boolean changesThreads() {
    return true;
  }
}
