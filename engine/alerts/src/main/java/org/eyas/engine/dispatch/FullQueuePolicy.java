package org.eyas.engine.dispatch;

/** The policy for an alert for which a channel's queue has no room. */
public enum FullQueuePolicy {
  /** The new alert is dropped. */
  DROP_NEWEST,
  /** The alert that waits longest is dropped instead. */
  DROP_OLDEST,
  /**
   * The new alert and all waiting alerts move to disk, and failed alerts are tried again. Alerts are dropped only when
   * the disk limit is reached.
   */
  SPILL
}
