package org.eyas.engine.stateful;

/**
 * Counts how far events advanced a stateful rule since its state was empty, for explanations. Written by the thread of
 * one event loop.
 */
public final class RuleProgress {
  private final long[] matching;
  private final long[] lacking;
  private final long[] apart;
  private long learning;
  private long forgotten;
  private long furthest;

  RuleProgress(int steps) {
    matching = new long[steps];
    lacking = new long[steps];
    apart = new long[steps];
  }

  void countMatch(int step) {
    matching[step]++;
  }

  void countLacking(int step) {
    lacking[step]++;
  }

  void countApart(int step) {
    apart[step]++;
  }

  void countLearned() {
    learning++;
  }

  void countForgotten(long groups) {
    forgotten += groups;
  }

  void recordReached(long number) {
    furthest = Math.max(furthest, number);
  }

  /** The number of events that match a step. */
  public long matching(int step) {
    return matching[step];
  }

  /**
   * The number of matching events without a value by which events are grouped, or without the value that is measured.
   */
  public long lacking(int step) {
    return lacking[step];
  }

  /**
   * The number of matching events that had no effect. For a sequence, no open sequence of the group had reached the
   * step before, or it had expired; for a threshold, the group was silent after an alert; for {@code first}, the values
   * were known.
   */
  public long apart(int step) {
    return apart[step];
  }

  /** The number of events whose new values a group only learned. */
  public long learning() {
    return learning;
  }

  /** The number of groups that were dropped before their time. */
  public long forgotten() {
    return forgotten;
  }

  /**
   * The most steps that a sequence reached, the largest number that a group reached, or the most groups and values that were known.
   */
  public long furthest() {
    return furthest;
  }
}
