package org.eyas.engine.alert;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;

/** Sees every alert and every signal of a loop with its event, on the loop's thread, before the alert is sent. */
public interface AlertObserver {
  /** Does nothing. */
  AlertObserver NOBODY = (loaded, rule, event, alert) -> {};

  /**
   * A rule fired.
   *
   * @param loaded the load result that contains the rule
   * @param event valid until this returns
   */
  void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert);

  /** A rule fired because something did not happen after an event. The event is over and not valid any more. */
  default void alertedLater(LoadedRule rule, Alert alert) {}
}
