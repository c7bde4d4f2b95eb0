package org.eyas.console.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong passwords by user and by network. After a few of them, further attempts are blocked, each time for twice
 * as long, up to a quarter of an hour. The correct password clears the count. The number of counts is limited: a
 * blocked count is never removed to make room for another, and if all are blocked, new users and networks are blocked
 * too.
 */
final class LoginThrottle {
  private static final int FREE = 5;
  private static final int MOST_KEPT = 10_000;
  private static final long FIRST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMinutes(15).toNanos();
  private static final String NOBODY = "?";

  private static final class Count {
    private int failures;
    private long untilNanos;

    private long waitNanos(long now) {
      return failures < FREE ? 0 : Math.max(0, untilNanos - now);
    }
  }

  private final LongSupplier nanoTime;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  LoginThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Seconds until the next attempt is allowed; 0 if it is allowed now. */
  synchronized long waitSeconds(String user, String address) {
    long nanos = Math.max(waitNanos(byUser(user)), waitNanos(byNetwork(address)));
    return (nanos + 999_999_999) / 1_000_000_000;
  }

  private long waitNanos(String key) {
    Count count = counts.get(key);
    if (count != null) {
      return count.waitNanos(nanoTime.getAsLong());
    }
    return makeRoom() ? 0 : FIRST_NANOS;
  }

  synchronized void failed(String user, String address) {
    fail(byUser(user));
    fail(byNetwork(address));
  }

  private void fail(String key) {
    if (!counts.containsKey(key)) {
      makeRoom();
    }
    Count count = counts.computeIfAbsent(key, _ -> new Count());
    count.failures++;
    int doublings = Math.clamp(count.failures - FREE, 0, 20);
    count.untilNanos = nanoTime.getAsLong() + Math.min(LONGEST_NANOS, FIRST_NANOS << doublings);
  }

  // Of the counts that are not blocked, the one without an attempt for the longest time is removed.
  private boolean makeRoom() {
    long now = nanoTime.getAsLong();
    Iterator<Count> eldestFirst = counts.values().iterator();
    while (counts.size() >= MOST_KEPT && eldestFirst.hasNext()) {
      if (eldestFirst.next().waitNanos(now) == 0) {
        eldestFirst.remove();
      }
    }
    return counts.size() < MOST_KEPT;
  }

  synchronized void succeeded(String user, String address) {
    counts.remove(byUser(user));
    counts.remove(byNetwork(address));
  }

  // All names that no account can have share one count: they may be long, and they protect nothing.
  private static String byUser(String user) {
    return "user " + (ConsoleAccountFile.USER.matcher(user).matches() ? user : NOBODY);
  }

  private static String byNetwork(String address) {
    return "network " + ClientNetwork.of(address).name();
  }
}
