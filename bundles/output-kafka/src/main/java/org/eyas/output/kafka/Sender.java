package org.eyas.output.kafka;

import java.io.IOException;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;

/** Sends records to a topic, either while the caller waits or later from the disk. */
interface Sender {
  /**
   * Sends or stores a record. Called by one thread.
   *
   * @param message the alert as a record
   * @param endOfBatch whether the result of all records must be known when this returns
   * @throws IOException if records are lost
   */
  void send(Alert alert, KeyedMessage message, boolean endOfBatch) throws IOException;

  /** The records that it stores. Any thread may call. */
  KeptAlerts kept();

  /** The engine ends in order. Called before {@link #close}. */
  default void endOfRun() {}

  /** Stops it. Waiting records may still be sent for this long. Another thread may call it while {@link #send} waits. */
  void close(long millis);
}
