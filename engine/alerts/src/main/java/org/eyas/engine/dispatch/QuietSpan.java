package org.eyas.engine.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds times in which this process used little of the processors, so that few events can come while it is paused. One thread
 * uses it.
 */
final class QuietSpan {
  private static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A flood of opens of 250,000 events per second uses this part of one processor. */
  private static final double LITTLE = 0.05;

  private final LongSupplier clock;
  private final LongSupplier used;
  private boolean begun;
  private long beganNanos;
  private long usedBefore;

  /**
   * @param clock nanoseconds of a clock
   * @param used the processor time of the process in nanoseconds
   */
  QuietSpan(LongSupplier clock, LongSupplier used) {
    this.clock = clock;
    this.used = used;
  }

  static QuietSpan ofThisProcess() {
    return new QuietSpan(
        System::nanoTime, () -> ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(Long.MAX_VALUE));
  }

  /** Whether a span of ten seconds ends now and was quiet. A span begins with a call that follows none, or the end of another span. */
  boolean endsQuietly() {
    long now = clock.getAsLong();
    long span = now - beganNanos;
    if (begun && span < LENGTH_NANOS) {
      return false;
    }
    long usedNow = used.getAsLong();
    boolean isComplete = begun && span < 2 * LENGTH_NANOS; // a longer one was not asked about for a while
    boolean isQuiet = isComplete && usedNow != Long.MAX_VALUE && usedNow - usedBefore < LITTLE * span;
    begun = !isQuiet;
    beganNanos = now;
    usedBefore = usedNow;
    return isQuiet;
  }
}
