package org.eyas.api.history;

import java.util.List;

/**
 * Counts of alerts.
 *
 * @param fromNanos the begin of the first step, in nanoseconds since the epoch
 * @param stepNanos the length of a step
 * @param steps the oldest first
 * @param users the values of {@code user.name} that occur most, the most frequent first
 * @param pods the pods as NAMESPACE/NAME with most alerts, the first one with most
 * @param groups by rule, program and container, the one with most alerts first
 * @param fresh those of them whose rule never raised an alert for the program before the first step, as far as the history was
 *     searched, the newest first; empty if it has no older alerts
 * @param older whether there are alerts before the first step
 * @param complete whether the whole history was searched; otherwise only the newest part of it
 */
public record AlertStatistics(
    long fromNanos, long stepNanos, List<Step> steps, List<Count> users, List<Count> pods, List<AlertGroup> groups,
    List<AlertGroup> fresh, boolean older, boolean complete) {
  public AlertStatistics {
    steps = List.copyOf(steps);
    users = List.copyOf(users);
    pods = List.copyOf(pods);
    groups = List.copyOf(groups);
    fresh = List.copyOf(fresh);
  }

  /**
   * The alerts of one step.
   *
   * @param errors error and more urgent
   * @param warnings warning and notice
   * @param others informational and debug
   */
  public record Step(long errors, long warnings, long others) {}

  /** How often a value occurs. */
  public record Count(String value, long count) {}
}
