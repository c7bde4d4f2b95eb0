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
   * @param message the alert in the format of the output
   * @throws IOException if the alert is lost. The message is one line, and is the same for all alerts that are lost for the same
   *     reason
   */
  void send(Alert alert, Message message) throws IOException, InterruptedException;

  /** The engine ends in order. Called before {@link #close}. */
  default void endOfRun() {}

  /** Stops it. Alerts on disk may still be sent for this long. */
  void close(long millis);

  /** The alerts that it stores. */
  default KeptAlerts kept() {
    return KeptAlerts.NONE;
  }
}
