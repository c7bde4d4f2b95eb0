package org.eyas.engine.memory;

/**
 * How far the events brought a rule that remembers, since its memory was empty. Written by the thread of one event loop; for
 * explanations.
 */
public final class Progress {
  private final long[] matching;
  private final long[] lacking;
  private final long[] apart;
  private long learning;
  private long forgotten;
  private long furthest;

  Progress(int steps) {
    matching = new long[steps];
    lacking = new long[steps];
    apart = new long[steps];
  }

  void matches(int step) {
    matching[step]++;
  }

  void lacks(int step) {
    lacking[step]++;
  }

  void isApart(int step) {
    apart[step]++;
  }

  void learns() {
    learning++;
  }

  void forgets(long groups) {
    forgotten += groups;
  }

  void reached(long number) {
    furthest = Math.max(furthest, number);
  }

  /** The events that match a step. */
  public long matching(int step) {
    return matching[step];
  }

  /** Those of them without a value by which events are grouped, or without the value that is measured. */
  public long lacking(int step) {
    return lacking[step];
  }

  /**
   * Those of them that nothing waited for: no open sequence of their group had come as far as the step before, or its time was over;
   * for a threshold, its group was silent after an alert; for {@code first}, the values were known.
   */
  public long apart(int step) {
    return apart[step];
  }

  /** The events with new values that a group learned, because it was still learning. */
  public long learning() {
    return learning;
  }

  /** The groups that were forgotten before their time. */
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
