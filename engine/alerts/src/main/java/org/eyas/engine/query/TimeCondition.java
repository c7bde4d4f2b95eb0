package org.eyas.engine.query;

import org.eyas.api.history.PastAlert;

/**
 * A condition: the time of the event is in a range, in nanoseconds since the epoch. The end is not part of the range.
 */
record TimeCondition(long fromNanos, long toNanos) implements QueryCondition {
  @Override
  public boolean accepts(PastAlert past) {
    long time = past.alert().timestampNanos();
    return time >= fromNanos && time < toNanos;
  }

  @Override
  public boolean isPossible(AlertSummary summary) {
    return summary.newestNanos() >= fromNanos && summary.oldestNanos() < toNanos;
  }

  @Override
  public boolean isCertain(AlertSummary summary) {
    return summary.oldestNanos() >= fromNanos && summary.newestNanos() < toNanos;
  }
}
