package org.eyas.engine.trial;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;

/** Counts alerts. */
final class TrialAlertCounter implements AlertObserver {
  private long matches;

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    matches++;
  }

  @Override
  public void alertedLater(LoadedRule rule, Alert alert) {
    matches++;
  }

  long matches() {
    return matches;
  }
}
