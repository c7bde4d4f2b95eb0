package org.eyas.api.history;

import java.util.List;

/**
 * One page of a search.
 *
 * @param alerts newest first
 * @param next older alerts are found below this number; 0 if there are none, because all were searched
 */
public record FoundAlerts(List<PastAlert> alerts, long next) {
  public FoundAlerts {
    alerts = List.copyOf(alerts);
  }
}
