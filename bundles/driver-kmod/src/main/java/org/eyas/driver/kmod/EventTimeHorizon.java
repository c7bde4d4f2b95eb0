package org.eyas.driver.kmod;

/**
 * The time up to which events are complete on all processors. The module reads the wall clock. If the clock is set
 * back, earlier events have times in the future. Waiting for their time could take hours, while the rings overflow. So
 * all events count as complete until they are read or the clock has caught up. Meanwhile, events of different
 * processors may be out of order by microseconds.
 */
final class EventTimeHorizon {
  private static final long GUARD_NANOS = 100_000; // time of the module from reading the clock to moving the head of the ring

  private static final long ENDED_NANOS = 1_000_000_000; // by then, the last event with a time of before that is in a ring

  private long latest;
  private long now;
  private long setBackTo = Long.MAX_VALUE; // as long as the clock is not behind

  /** @param wallNanos the wall clock before the rings are read */
  long completeUntil(long wallNanos) {
    now = wallNanos;
    if (now < latest) {
      setBackTo = Math.min(setBackTo, now);
      return Long.MAX_VALUE;
    }
    latest = now;
    setBackTo = Long.MAX_VALUE;
    return now - GUARD_NANOS;
  }

  /**
   * Reports that all events up to the last {@link #completeUntil} were read. If the clock was set back, no event from before that
   * is left.
   */
  void markReached() {
    if (now - setBackTo > ENDED_NANOS) {
      latest = now;
    }
  }
}
