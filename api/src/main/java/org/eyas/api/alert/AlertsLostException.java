package org.eyas.api.alert;

import java.io.IOException;
import org.eyas.api.failure.Reason;

/**
 * Thrown by an {@link OutputChannel} that collects alerts until the end of a batch and then cannot send them. The engine counts
 * all of them as failed.
 */
public final class AlertsLostException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int alerts;

  /**
   * Reports a failure in which several alerts were lost.
   *
   * @param alerts how many alerts were lost since the last end of a batch, including the alert of this call
   * @param reason one sentence for the log
   */
  public AlertsLostException(int alerts, IOException reason) {
    super(Reason.of(reason), reason.getCause());
    this.alerts = alerts;
  }

  public int alerts() {
    return alerts;
  }
}
