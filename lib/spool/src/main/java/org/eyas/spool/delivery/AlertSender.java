package org.eyas.spool.delivery;

import java.io.IOException;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;

/** Sends the alerts of an output to its receiver in order, either while the caller waits or later from the disk. */
public interface AlertSender<E> {
  /**
   * Sends or stores an alert. Called by one thread.
   *
   * @param entry the alert as it is sent
   * @param endOfBatch whether the result of all entries must be known when this returns
   * @throws IOException if alerts are lost. The message is one line, and is the same for all alerts that are lost for the same
   *     reason
   */
  void send(Alert alert, E entry, boolean endOfBatch) throws IOException;

  /** The counts of the alerts that this sender stores. Any thread may call. */
  KeptAlerts kept();

  /** Whether an alert is on disk when {@link #send} has returned. Any thread may call. */
  default boolean isDurable() {
    return false;
  }

  /**
   * Reports that the engine ends in order, so that no event is evaluated again. Called before {@link #close}. Without
   * this call, the process continues after {@link #close}.
   */
  default void endOfRun() {}

  /**
   * Stops the sender. Waiting alerts may still be sent for the given time. Another thread may call while {@link #send}
   * waits.
   */
  void close(long millis);
}
