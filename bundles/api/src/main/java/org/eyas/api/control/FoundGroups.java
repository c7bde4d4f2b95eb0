package org.eyas.api.control;

import java.util.List;

/**
 * The groups of alerts that a search found.
 *
 * @param groups the one with the newest alert first
 * @param alerts the number of alerts in these groups
 * @param next alerts below this number were not searched, because the time was over or there were too many groups; 0 if all were
 */
public record FoundGroups(List<AlertGroup> groups, long alerts, long next) {
  public FoundGroups {
    groups = List.copyOf(groups);
  }
}
