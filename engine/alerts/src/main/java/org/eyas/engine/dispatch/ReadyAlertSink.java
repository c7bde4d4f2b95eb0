package org.eyas.engine.dispatch;

import org.eyas.api.alert.Alert;

/** Receives alerts that are ready to be sent. */
interface ReadyAlertSink {
  void accept(Alert alert) throws InterruptedException;
}
