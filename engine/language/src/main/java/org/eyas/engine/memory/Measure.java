package org.eyas.engine.memory;

/** What a threshold measures in the events of a group. */
public enum Measure {
  /** The number of events. */
  COUNT,
  /** The number of different values of a field. */
  DISTINCT,
  /** The sum of a numeric field. */
  SUM;

  /** The most that {@code at_least} of a rule may be: each event that is counted takes memory. */
  public long most() {
    return switch (this) {
      case COUNT -> 100_000;
      case DISTINCT -> 1_000;
      case SUM -> Long.MAX_VALUE;
    };
  }
}
