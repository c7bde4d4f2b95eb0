package org.eyas.engine.alert;

/**
 * Reports when the alerts of a sink survive a kill of this process. The thread of one loop makes all calls, a few for each batch of
 * events, so they must not lock or wait.
 */
public interface AlertSafety {
  /** The safety of a sink whose alerts end with the process anyway. */
  AlertSafety NONE = new AlertSafety() {
    @Override
    public void mark() {}

    @Override
    public boolean isReached() {
      return true;
    }
  };

  /** Marks all alerts that the sink accepted so far. A later mark replaces an earlier one. */
  void mark();

  /**
   * Whether all marked alerts are where they can be kept: in the file of each output that stores alerts, and in the history on disk. An
   * alert that is lost, because a disk is full or an output does not work, is not waited for.
   */
  boolean isReached();
}
