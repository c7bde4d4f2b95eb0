package org.eyas.driver.kmod;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for events, because the module has no way to wake its reader. The wait doubles while there are no events, up to
 * 30 ms, so that an idle machine is not woken often.
 */
final class PollBackoff {
  private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private long nanos = SHORTEST_NANOS;

  /** Waits, or returns at once if the thread is interrupted. */
  void await() {
    LockSupport.parkNanos(nanos);
    nanos = Math.min(2 * nanos, LONGEST_NANOS);
  }

  /** There were events: the next wait is short. */
  void reset() {
    nanos = SHORTEST_NANOS;
  }

  long nanos() {
    return nanos;
  }
}
