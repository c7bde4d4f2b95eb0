package org.eyas.api.history;

import java.util.List;
import java.util.Map;

/**
 * The groups of alerts that a search found.
 *
 * @param groups the one with the newest alert first
 * @param hours the alerts of each group in each of the last {@link #HOURS}, the oldest hour first
 * @param alerts the number of alerts in these groups
 * @param next alerts below this number were not searched, because the time was over or there were too many groups; 0 if all were
 */
public record FoundGroups(List<AlertGroup> groups, Map<AlertGroup.Key, List<Long>> hours, long alerts, long next) {
  /** The number of hours until now of which the alerts are counted. */
  public static final int HOURS = 24;

  /** No groups. */
  public static final FoundGroups NONE = new FoundGroups(List.of(), Map.of(), 0, 0);

  public FoundGroups {
    groups = List.copyOf(groups);
    hours = Map.copyOf(hours);
  }
}
