package org.eyas.api.history;

import java.util.List;
import java.util.Map;
import org.eyas.api.history.AlertStatistics.Count;

/**
 * Counts of the alerts that a query accepts, by time and by value.
 *
 * @param fromNanos the begin of the first step, in nanoseconds since the epoch
 * @param stepNanos the length of a step
 * @param steps the alerts of each step, the oldest step first; each is the numbers by priority, in the order of
 *     {@link org.eyas.api.alert.Priority}. Empty without alerts
 * @param values the values of each kind that occur most, the most frequent first; priorities in their order, the most urgent first.
 *     Kinds that no alert has are missing
 * @param alerts the number of alerts
 * @param complete whether the whole history was searched; otherwise only the newest part of it
 */
public record AlertFacets(
    long fromNanos, long stepNanos, List<List<Long>> steps, Map<AlertFacet, List<Count>> values, long alerts, boolean complete) {
  public AlertFacets {
    steps = List.copyOf(steps);
    values = Map.copyOf(values);
  }
}
