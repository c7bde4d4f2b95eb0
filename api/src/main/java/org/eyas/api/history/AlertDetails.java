package org.eyas.api.history;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The details of an alert that only its event contains. They are collected for a limited number of alerts per second,
 * see docs/how-to/search-alerts.md.
 *
 * @param processes the process that caused the event, its ancestors from the parent upwards, then its siblings and
 *     children as far as they are known; empty if the process is not known
 * @param explanation why the rule fired, as {@code eyas explain} prints it, without colours; empty if it is not known
 * @param read the values that the rule's condition read, by the names of their fields
 * @param leftOut 0 if nothing was left out; otherwise the number of alerts of that minute, up to this one, that lack
 *     processes and explanation, or only the explanation, because earlier alerts reached the limit
 */
public record AlertDetails(
    List<AlertProcess> processes, String explanation, SortedMap<String, String> read, long leftOut) {
  /** The details of an alert for which they were not collected. */
  public static final AlertDetails NONE = new AlertDetails(List.of(), "", Collections.emptySortedMap());

  /** Details of which nothing was left out. */
  public AlertDetails(List<AlertProcess> processes, String explanation, SortedMap<String, String> read) {
    this(processes, explanation, read, 0);
  }

  /** The details of an alert for which they were left out. */
  public static AlertDetails leftOut(long number) {
    return new AlertDetails(List.of(), "", Collections.emptySortedMap(), number);
  }

  public AlertDetails {
    processes = List.copyOf(processes);
    read = Collections.unmodifiableSortedMap(new TreeMap<>(read));
  }

  /** Whether anything was collected. */
  public boolean areCollected() {
    return !processes.isEmpty() || !explanation.isEmpty();
  }

  /** The process that caused the event and its ancestors, from the process upwards. */
  public List<AlertProcess> lineage() {
    return processes.stream()
        .filter(
            process -> process.relation() == AlertProcess.Relation.ITSELF
                || process.relation() == AlertProcess.Relation.ANCESTOR)
        .toList();
  }
}
