package org.eyas.engine.dispatch;

/** What happens to an alert for which a channel's queue has no room. */
public enum WhenFull {
  /** It is dropped. */
  DROP_NEWEST,
  /** The alert that waits longest is dropped instead. */
  DROP_OLDEST,
  /**
   * It and all waiting alerts move to disk, and failed alerts are tried again. Alerts are dropped only when the disk limit is
   * reached.
   */
  SPILL
}
