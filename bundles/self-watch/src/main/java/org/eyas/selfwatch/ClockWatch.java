package org.eyas.selfwatch;

import java.util.concurrent.TimeUnit;

/**
 * Compares clocks between two calls that should be a second apart. Only one thread calls it.
 *
 * <p>The monotonic clock runs while the process is stopped, but not while the machine sleeps. So a long time between
 * two calls means that the process did not run. If the wall clock moved by another amount, the clock was set or the
 * machine slept.
 */
final class ClockWatch {
  /**
   * The difference in seconds from which on a report follows. It is longer than the
   * seconds for which a machine under full load may not run a thread.
   */
  static final long LIMIT_SECONDS = 10;

  private long lastNanos;
  private long lastWallMillis;
  private long stoppedSeconds;
  private long jumpedSeconds;

  /** @param nanos the monotonic clock */
  ClockWatch(long nanos, long wallMillis) {
    lastNanos = nanos;
    lastWallMillis = wallMillis;
  }

  void tick(long nanos, long wallMillis) {
    long passedMillis = TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos);
    stoppedSeconds = beyondLimit(passedMillis);
    jumpedSeconds = beyondLimit(wallMillis - lastWallMillis - passedMillis);
    lastNanos = nanos;
    lastWallMillis = wallMillis;
  }

  private static long beyondLimit(long millis) {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(millis);
    return Math.abs(seconds) < LIMIT_SECONDS ? 0 : seconds;
  }

  /** The seconds for which the process did not run before the last call; 0 if they are fewer than the limit. */
  long stoppedSeconds() {
    return stoppedSeconds;
  }

  /** The seconds by which the wall clock was set, negative if it was set back; 0 if they are fewer than the limit. */
  long jumpedSeconds() {
    return jumpedSeconds;
  }
}
