package org.eyas.console.page.alert;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertSearch;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the digest that the start page shows: the alerts of a day over time, their most frequent causes, and new
 * programs; causes and new programs also for a shorter time. A result stays in the cache for fifty times as long as
 * counting took, from 2 s to a minute, so the number of browsers does not matter. While one thread counts again, other
 * threads get the previous result; they wait only if there is none. Any thread may call it.
 */
public final class AlertDigest {
  private static final int MOST_KEPT = 8;
  private static final int COSTS_KEPT = 50;
  private static final long LEAST_KEPT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MOST_KEPT_NANOS = Duration.ofMinutes(1).toNanos();

  private record Kept(AlertDigestView view, long untilNanos) {}

  /** The cached result for one time. */
  private static final class Counted {
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Kept kept;
  }

  private final ConsoleServices services;
  private final LongSupplier nanoTime;
  private final Map<Optional<TimeRange>, Counted> times = new LinkedHashMap<>();

  public AlertDigest(ConsoleServices services, LongSupplier nanoTime) {
    this.services = services;
    this.nanoTime = nanoTime;
  }

  /**
   * @param during the time of the causes and the new programs; empty for the whole day. The steps always cover the day
   */
  @SuppressWarnings("LockNotBeforeTry")
  public // the two ways to the lock meet before it
  AlertDigestView digest(Optional<TimeRange> during) {
    Counted counted = entryFor(during);
    Kept known = services.search().isPresent() ? counted.kept : null;
    if (known == null) {
      counted.counting.lock();
    } else if (isFresh(known) || !counted.counting.tryLock()) {
      return known.view();
    }
    try {
      Kept meanwhile = counted.kept;
      return meanwhile != null && isFresh(meanwhile) && services.search().isPresent() ? meanwhile.view() : count(during, counted);
    } finally {
      counted.counting.unlock();
    }
  }

  private boolean isFresh(Kept known) {
    return nanoTime.getAsLong() - known.untilNanos() < 0;
  }

  private Counted entryFor(Optional<TimeRange> during) {
    synchronized (times) {
      Counted known = times.remove(during);
      if (known == null && times.size() >= MOST_KEPT) {
        times.remove(times.keySet().iterator().next());
      }
      Counted newest = known == null ? new Counted() : known;
      times.put(during, newest);
      return newest;
    }
  }

  private AlertDigestView count(Optional<TimeRange> during, Counted counted) {
    long begin = nanoTime.getAsLong();
    try {
      AlertSearch search = AlertSelection.search(services);
      AlertDigestView made =
          during.isEmpty() ? AlertDigestView.day(search) : AlertDigestView.part(search, during.get(), digest(Optional.empty()));
      long end = nanoTime.getAsLong();
      counted.kept = new Kept(made, end + Math.clamp(COSTS_KEPT * (end - begin), LEAST_KEPT_NANOS, MOST_KEPT_NANOS));
      return made;
    } catch (RefusedException e) {
      return AlertDigestView.notKnown(Reason.of(e));
    }
  }
}
