package org.eyas.engine.loop;

import org.eyas.api.alert.Alert;
import org.eyas.api.control.AlertDetails;

/** Keeps the details of alerts. The loops of all sources call this, each on its own thread. */
public interface AlertFollowing {
  /** Whether details are kept or shown. Called for every alert, so it must be cheap. */
  boolean keepsDetails();

  /** Adds details to an alert that is about to be sent. */
  void describe(Alert alert, AlertDetails details);

  /** An alert gets no details, because others of its minute come first. Called for each of them, so it must be cheap. */
  void skipped();
}
