package org.eyas.engine.alert;

import org.eyas.api.alert.Alert;

/**
 * Receives alerts on one thread: those of one loop, or those that the throttle sends. The sink of a live loop never waits; the
 * sink of a replay waits for room in the queue.
 */
public interface AlertSink {
  void accept(Alert alert) throws InterruptedException;

  /** Reports when the accepted alerts survive a kill of this process, for one loop. */
  default AlertSafety newSafety() {
    return AlertSafety.NONE;
  }
}
