package org.eyas.output.program;

import java.util.concurrent.TimeUnit;

/** How long to wait before a program that ended is started again: not at all, then longer each time it ended young. */
final class Backoff {
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long GROWN_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long pauseNanos;
  private long notBeforeNanos;
  private boolean waits;

  /** A program has ended; answers whether it had lived for long. */
  boolean ended(long livedNanos, long nowNanos) {
    boolean grownUp = livedNanos >= GROWN_UP_NANOS;
    if (grownUp) {
      pauseNanos = 0;
    }
    waits = pauseNanos > 0;
    notBeforeNanos = nowNanos + pauseNanos;
    pauseNanos = Math.min(LONGEST_NANOS, Math.max(FIRST_NANOS, 2 * pauseNanos));
    return grownUp;
  }

  /** How long until the next start. */
  long waitNanos(long nowNanos) {
    return waits ? Math.max(0, notBeforeNanos - nowNanos) : 0;
  }
}
