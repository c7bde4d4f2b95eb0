package org.eyas.api.alert;

import java.io.IOException;

/** What a channel throws that gathers alerts up to the end of a batch, and then cannot send them. */
public final class AlertsLostException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int alerts;

  /**
   * A failure that cost so many alerts.
   *
   * @param alerts of those since the last end of a batch, the one that is being sent included
   * @param reason one sentence for the log
   */
  public AlertsLostException(int alerts, IOException reason) {
    super(reason.getMessage(), reason.getCause());
    this.alerts = alerts;
  }

  public int alerts() {
    return alerts;
  }
}
