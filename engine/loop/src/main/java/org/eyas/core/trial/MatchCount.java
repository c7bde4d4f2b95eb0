package org.eyas.core.trial;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.core.engine.AlertWatch;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;

/** Counts alerts. */
final class MatchCount implements AlertWatch {
  private long matches;

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    matches++;
  }

  long matches() {
    return matches;
  }
}
