package org.eyas.core.engine;

import org.eyas.api.alert.Alert;

/** Takes the alerts of one loop. A live loop's never waits; a replay's waits for room. */
public interface AlertSink {
  void accept(Alert alert) throws InterruptedException;
}
