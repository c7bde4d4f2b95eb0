package org.eyas.api.control;

import java.util.List;
import org.eyas.api.alert.Alert;

/**
 * An alert that was raised, as the history keeps it.
 *
 * @param number ascending numbers, from 1; they continue after a restart if the history is on disk
 * @param ancestors the process that caused the event and its ancestors, from the process upwards, one line each; empty if no
 *     listener followed the alerts or there were too many alerts in that second
 * @param explanation why the rule fired, as {@code eyas explain} prints it, without colours; empty in the same cases as
 *     {@code ancestors}
 */
public record PastAlert(long number, Alert alert, List<String> ancestors, String explanation) {
  public PastAlert {
    ancestors = List.copyOf(ancestors);
  }

  /** The same alert with another number. */
  public PastAlert withNumber(long other) {
    return new PastAlert(other, alert, ancestors, explanation);
  }
}
