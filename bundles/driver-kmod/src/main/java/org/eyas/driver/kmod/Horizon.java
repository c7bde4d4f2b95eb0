package org.eyas.driver.kmod;

/**
 * Up to which time events are complete on all processors. The module reads the wall clock. If somebody sets it back, events of
 * before that would seem to lie in the future; to wait for that time could take hours, while the rings overflow. So all events count
 * as complete until the clock has caught up, and those of different processors may be out of order by microseconds.
 */
final class Horizon {
  private static final long GUARD_NANOS = 100_000; // time of the module from reading the clock to moving the head of the ring

  private long latest;

  /** @param wallNanos the wall clock before the rings are read */
  long until(long wallNanos) {
    if (wallNanos < latest) {
      return Long.MAX_VALUE;
    }
    latest = wallNanos;
    return wallNanos - GUARD_NANOS;
  }
}
