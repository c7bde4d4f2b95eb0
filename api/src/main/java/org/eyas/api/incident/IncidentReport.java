package org.eyas.api.incident;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

/**
 * An incident at one moment. Immutable.
 *
 * @param id the same in a replay of the same events
 * @param mergedIds the ids of incidents that turned out to be a part of this one
 * @param open whether further steps can join it
 * @param critical whether one of its steps is an alert that is critical or worse
 * @param alerts how often an alert reported it; 0 if only a critical alert shows it
 * @param score the score at the time of its last step
 * @param tactics the tactics of its steps, for people
 * @param techniques the techniques of its steps
 * @param steps at least one, in the order of time
 * @param repeats the number of further steps of the same kinds
 * @param leftOut the number of further steps for which there was no room
 */
public record IncidentReport(
    String id, SortedSet<String> mergedIds, boolean open, boolean critical, int alerts, double score, List<String> tactics,
    SortedSet<String> techniques, List<IncidentStep> steps, long repeats, long leftOut) {

  /** The time in which points lose half of their value. */
  public static final Duration HALF_LIFE = Duration.ofHours(6);

  /**
   * The score right after a step, of the steps that are in this report.
   *
   * @param step its number, from 1
   */
  public double scoreAfter(int step) {
    long now = steps.get(step - 1).timestampNanos();
    return steps.subList(0, step).stream()
        .mapToDouble(each -> each.points() * Math.pow(2, (double) (each.timestampNanos() - now) / HALF_LIFE.toNanos()))
        .sum();
  }

  /** The time of the first step, in nanoseconds since the epoch. */
  public long firstNanos() {
    return steps.getFirst().timestampNanos();
  }

  /** The time of the last step, in nanoseconds since the epoch. */
  public long lastNanos() {
    return steps.getLast().timestampNanos();
  }

  /** Whether this is its id, or that of an incident which became a part of it. */
  public boolean isNamed(String other) {
    return id.equals(other) || mergedIds.contains(other);
  }
}
