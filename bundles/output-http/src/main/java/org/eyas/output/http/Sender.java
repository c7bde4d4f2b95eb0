package org.eyas.output.http;

import java.io.IOException;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.payload.Message;

/** Sends alerts to a server in order, either while the caller waits or later from the disk. */
interface Sender {
  /**
   * Sends or stores an alert. Called by one thread.
   *
   * @throws IOException if the alert is lost. The message is one line, and is the same for all alerts that are lost for the same
   *     reason
   */
  void send(Message message) throws IOException, InterruptedException;

  /**
   * Whether a run that was killed has stored this alert, so that it must not be sent once more. Called before each {@link #send} by
   * the same thread.
   */
  default boolean isStored(Alert alert) {
    return false;
  }

  /** Stops it. Alerts on disk may still be sent for this long. */
  void close(long millis);

  /** The alerts that it stores. */
  default KeptAlerts kept() {
    return KeptAlerts.NONE;
  }
}
