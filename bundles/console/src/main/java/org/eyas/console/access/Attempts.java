package org.eyas.console.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Wrong passwords, by user and by address. After a few of them the next try has to wait, each time twice as long, up to a
 * quarter of an hour; what is tried meanwhile is not even looked at. A right one forgets them.
 */
final class Attempts {
  private static final int FREE = 5;
  private static final int MOST_KEPT = 1_000;
  private static final long FIRST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMinutes(15).toNanos();

  private static final class Count {
    private int failures;
    private long untilNanos;
  }

  private final LongSupplier nanoTime;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > MOST_KEPT;
    }
  };

  Attempts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Seconds until the next try counts; 0 where it does now. */
  synchronized long waitSeconds(String user, String address) {
    long nanos = Math.max(waitNanos("user " + user), waitNanos("address " + address));
    return (nanos + 999_999_999) / 1_000_000_000;
  }

  private long waitNanos(String key) {
    Count count = counts.get(key);
    return count == null || count.failures < FREE ? 0 : Math.max(0, count.untilNanos - nanoTime.getAsLong());
  }

  synchronized void failed(String user, String address) {
    fail("user " + user);
    fail("address " + address);
  }

  private void fail(String key) {
    Count count = counts.computeIfAbsent(key, _ -> new Count());
    count.failures++;
    int doublings = Math.clamp(count.failures - FREE, 0, 20);
    count.untilNanos = nanoTime.getAsLong() + Math.min(LONGEST_NANOS, FIRST_NANOS << doublings);
  }

  synchronized void succeeded(String user, String address) {
    counts.remove("user " + user);
    counts.remove("address " + address);
  }
}
