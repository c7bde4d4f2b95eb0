package org.eyas.engine.supervision;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.common.ExponentialBackoff;

/**
 * The back-off between tries: the first pause lasts one second, and each further pause lasts twice as long, up to a
 * minute.
 */
final class RetryBackoff {
  private static final ExponentialBackoff PAUSES = new ExponentialBackoff(1, 60);

  private final LongSupplier nanoTime;
  private long seconds;
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
    seconds = PAUSES.after(seconds);
    dueNanos = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
    return seconds;
  }

  /** Resets the back-off: the next pause lasts one second again. */
  void reset() {
    seconds = 0;
  }
}
