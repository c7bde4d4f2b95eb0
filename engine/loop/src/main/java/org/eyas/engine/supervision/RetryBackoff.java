package org.eyas.engine.supervision;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The back-off between tries: the first pause lasts one second, and each further pause lasts twice as long, up to a
 * minute.
 */
final class RetryBackoff {
  private static final long FIRST_SECONDS = 1;
  private static final long LONGEST_SECONDS = 60;

  private final LongSupplier nanoTime;
  private long seconds = FIRST_SECONDS;
  private long dueNanos;

  RetryBackoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    dueNanos = nanoTime.getAsLong();
  }

  boolean isDue() {
    return nanoTime.getAsLong() - dueNanos >= 0;
  }

  /** Begins the next pause after a failure, and returns its seconds. */
  long beginPause() {
    long pause = seconds;
    dueNanos = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(pause);
    seconds = Math.min(LONGEST_SECONDS, 2 * pause);
    return pause;
  }

  /** Resets the back-off: the next pause lasts one second again. */
  void reset() {
    seconds = FIRST_SECONDS;
  }
}
