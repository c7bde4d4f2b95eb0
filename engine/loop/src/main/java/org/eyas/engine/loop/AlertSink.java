package org.eyas.engine.loop;

import org.eyas.api.alert.Alert;

/** Takes the alerts of one loop. The sink of a live loop never waits; that of a replay waits for room. */
public interface AlertSink {
  void accept(Alert alert) throws InterruptedException;
}
