package org.eyas.engine.dispatch;

/** The progress of a queue whose alerts are stored on disk, in their order. Any thread may call; calls must not lock or wait. */
public interface StoredAlertCount {
  /** The number of alerts that the queue accepted. */
  long accepted();

  /** The number of these alerts that do not wait any more: they are stored, or lost. */
  long finished();
}
