package org.eyas.engine.alert;

import java.util.concurrent.TimeUnit;

/**
 * A counter that begins again after each minute. A minute begins with the first count after the end of the previous
 * minute. May be used from any thread.
 */
public final class MinuteCounter {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private long beginNanos;
  private long count;

  /** Adds one, and returns the count of the current minute. */
  public synchronized long add(long nowNanos) {
    if (count == 0 || nowNanos - beginNanos >= MINUTE) {
      beginNanos = nowNanos;
      count = 0;
    }
    return ++count;
  }

  /** The count of the current minute. */
  public synchronized long current(long nowNanos) {
    return nowNanos - beginNanos < MINUTE ? count : 0;
  }
}
