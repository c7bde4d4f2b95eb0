package org.eyas.engine.stateful.condition;

/** The measure of a threshold over the events of a group. */
public enum ThresholdMeasure {
  /** The number of events. */
  COUNT,
  /** The number of different values of a field. */
  DISTINCT,
  /** The sum of a numeric field. */
  SUM;

  /** The largest valid {@code at_least} of a rule, because each counted event takes memory. */
  public long most() {
    return switch (this) {
      case COUNT -> 100_000;
      case DISTINCT -> 1_000;
      case SUM -> Long.MAX_VALUE;
    };
  }
}
