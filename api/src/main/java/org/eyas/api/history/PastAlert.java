package org.eyas.api.history;

import org.eyas.api.alert.Alert;

/**
 * An alert that was raised, as the history keeps it.
 *
 * @param number ascending numbers, from 1; they continue after a restart if the history is on disk
 * @param details those of few alerts per second: see {@link AlertDetails#leftOut}
 */
public record PastAlert(long number, Alert alert, AlertDetails details) {
  /** An alert without details. */
  public PastAlert(long number, Alert alert) {
    this(number, alert, AlertDetails.NONE);
  }

  /** The same alert with another number. */
  public PastAlert withNumber(long other) {
    return new PastAlert(other, alert, details);
  }
}
