package org.eyas.api.history;

import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.alert.AlertProgram;
import org.eyas.api.alert.Priority;

/**
 * The alerts of one rule, program and container.
 *
 * @param program empty if the alerts do not name it
 * @param container empty on the host
 * @param pod the pod of the newest alert, as NAMESPACE/NAME; empty outside of Kubernetes
 * @param priority the most urgent one
 * @param count the number of alerts
 * @param firstNanos the earliest time, in nanoseconds since the epoch
 * @param lastNanos the latest time
 * @param newest the number of the newest alert
 */
public record AlertGroup(
    String rule, String program, String container, String pod, Priority priority, long count, long firstNanos, long lastNanos,
    long newest) {
  /** The values that all alerts of a group have in common. */
  public record Key(String rule, String program, String container) {}

  /** A group of one alert. */
  public static AlertGroup of(PastAlert past) {
    Alert alert = past.alert();
    AlertPlace place = AlertPlace.of(alert);
    return new AlertGroup(
        alert.rule(), AlertProgram.of(alert), place.container(), place.pod(), alert.priority(), 1, alert.timestampNanos(),
        alert.timestampNanos(), past.number());
  }

  public Key key() {
    return new Key(rule, program, container);
  }

  /** The group with the alerts of both groups. */
  public AlertGroup mergedWith(AlertGroup other) {
    AlertGroup newer = newest >= other.newest ? this : other;
    return new AlertGroup(
        rule, program, container, newer.pod, priority.compareTo(other.priority) <= 0 ? priority : other.priority,
        count + other.count, Math.min(firstNanos, other.firstNanos), Math.max(lastNanos, other.lastNanos), newer.newest);
  }
}
