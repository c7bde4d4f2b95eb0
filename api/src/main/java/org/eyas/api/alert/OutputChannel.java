package org.eyas.api.alert;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A destination for alerts: stdout, syslog, a file, a web hook. A bundle offers one service for each destination.
 *
 * <p>The engine gives each channel a bounded queue and a thread of its own. That thread makes all calls except {@link #kept}, so
 * a channel may block without delaying others. The service property {@link #NAME} names the channel in logs and metrics.
 */
@ConsumerType
public interface OutputChannel {
  /** The service property with the name of the channel. */
  String NAME = "output.name";

  /**
   * Sends one alert. A channel may collect alerts while {@code endOfBatch} is false, because the next call then follows
   * immediately.
   *
   * @param endOfBatch true if the channel must now send everything that it collected: the queue is empty after this alert, or
   *     many alerts have come since the last end of a batch
   * @throws IOException if the alert could not be sent. The engine counts and reports it. If collected alerts are lost too, throw
   *     {@link AlertsLostException}, which says how many
   */
  void send(RenderedAlert alert, boolean endOfBatch) throws IOException;

  /**
   * Checks before the first alert whether sending could work, so that a wrong setting is reported at the start. It sends nothing
   * and must not wait for a remote side. A channel that cannot check this does nothing.
   *
   * @throws IOException what {@link #send} would throw
   */
  default void check() throws IOException {}

  /**
   * The alerts that this channel still stores after {@link #send} returned. Any thread may call this at any time. It may wait for
   * the disk and for nothing else.
   */
  default KeptAlerts kept() {
    return KeptAlerts.NONE;
  }

  /**
   * Whether an alert that {@link #send} accepted is on disk, so that this channel sends it also if the process is killed. The engine
   * then takes care that no alert is lost before it is sent to this channel. Called when the channel is added and after {@link #reopen};
   * must not wait.
   */
  default boolean storesAlerts() {
    return false;
  }

  /** Closes and opens the file, connection or program again. Called on SIGUSR1 and when a user asks for it. */
  default void reopen() throws IOException {}
}
