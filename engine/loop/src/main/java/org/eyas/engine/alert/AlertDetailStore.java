package org.eyas.engine.alert;

import org.eyas.api.alert.Alert;
import org.eyas.api.history.AlertDetails;

/** Keeps the details of alerts. The loops of all sources call it, each loop on its own thread. */
public interface AlertDetailStore {
  /** Whether details are kept or shown. Called for every alert, so it must be cheap. */
  boolean keepsDetails();

  /** Adds details to an alert that is about to be sent. */
  void describe(Alert alert, AlertDetails details);

  /**
   * Counts an alert that gets no details, because other alerts of the same minute used up the budget. A loop calls this
   * for each such alert, so it must be cheap.
   */
  void countSkipped();
}
