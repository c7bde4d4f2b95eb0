package org.eyas.core.engine;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;

/** Sees every alert of a loop with its event, on the loop's thread, before the alert goes out. */
public interface AlertWatch {
  /** Sees nothing. */
  AlertWatch NOBODY = (loaded, rule, event, alert) -> {};

  /**
   * A rule fired.
   *
   * @param loaded what the rule was loaded with
   * @param event borrowed until this returns
   */
  void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert);
}
