package org.eyas.api.alert;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way out for alerts: stdout, syslog, a file, a web hook.
 *
 * <p>Each channel has a bounded queue and a thread of its own, which makes all calls; a channel may block. Service
 * property {@code output.name} names it in logs and metrics.
 */
@ConsumerType
public interface OutputChannel {
  /**
   * Sends one alert. A channel may gather alerts so long as {@code endOfBatch} is false: the next call comes at once.
   *
   * @param endOfBatch whether all that was gathered has to go out now: the queue is empty behind this one, or many have come
   *     since the last time
   * @throws IOException where it could not be sent; the engine counts and reports it. Where gathered ones are lost with it
   *     {@link AlertsLostException} says how many
   */
  void send(RenderedAlert alert, boolean endOfBatch) throws IOException;

  /**
   * Looks whether alerts could be sent, before the first one comes: what can never work is better told at the start. Sends
   * nothing and waits for nobody; one that cannot tell does nothing.
   *
   * @throws IOException what is wrong, as {@link #send} would throw it
   */
  default void check() throws IOException {}

  /** What a channel keeps itself behind a successful {@link #send}. Asked by any thread at any time: it may
   * wait for the disk, and for nobody else. */
  default KeptAlerts kept() {
    return KeptAlerts.NONE;
  }

  /** Reopens what is open, as on SIGUSR1. */
  default void reopen() throws IOException {}
}
