package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;

/** Counts within minutes, each of which begins with the first count after the one before. Any thread may call it. */
public final class MinuteCount {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private long beginNanos;
  private long count;

  /** Counts one more, and returns the count of its minute. */
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
