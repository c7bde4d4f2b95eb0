package org.eyas.output.program;

import java.util.concurrent.TimeUnit;
import org.eyas.common.ExponentialBackoff;

/**
 * The back-off before a program that ended is started again: no wait at first, then a longer one each time the program
 * ended soon after its start.
 */
final class RestartBackoff {
  private static final ExponentialBackoff PAUSES =
      new ExponentialBackoff(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(5));
  private static final long GROWN_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long pauseNanos;
  private long notBeforeNanos;
  private boolean waits;

  /** Records that a program has ended. Returns whether it had run for long. */
  boolean ended(long livedNanos, long nowNanos) {
    boolean grownUp = livedNanos >= GROWN_UP_NANOS;
    if (grownUp) {
      pauseNanos = 0;
    }
    waits = pauseNanos > 0;
    notBeforeNanos = nowNanos + pauseNanos;
    pauseNanos = PAUSES.after(pauseNanos);
    return grownUp;
  }

  /** The time until the next start. */
  long waitNanos(long nowNanos) {
    return waits ? Math.max(0, notBeforeNanos - nowNanos) : 0;
  }
}
