package org.eyas.core.dispatch;

/** What becomes of an alert for which a channel's queue has no room. */
public enum WhenFull {
  /** It is dropped. */
  DROP_NEWEST,
  /** The alert that waits longest is dropped for it. */
  DROP_OLDEST,
  /** It and all that wait go to disk, and failures are tried again: nothing is dropped until the disk's limit. */
  SPILL
}
