package org.eyas.engine.guard;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The histogram of the durations of the timed calls of one service. There are four buckets for each doubling, so that a
 * figure is at most a quarter too large:
 *
 * <pre>
 *   bucket   8     9     10    11    12    13 ...
 *   from     4     5     6     7     8     10 ... ns
 * </pre>
 *
 * <p>All methods may be called from any thread.
 */
final class CallTimeHistogram {
  private static final int BUCKETS = 4 * Long.SIZE;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final AtomicLong longest = new AtomicLong();

  void add(long nanos) {
    counts.getAndIncrement(bucket(nanos));
    if (nanos > longest.get()) {
      longest.accumulateAndGet(nanos, Math::max);
    }
  }

  private static int bucket(long nanos) {
    long some = Math.max(4, nanos);
    int log = 63 - Long.numberOfLeadingZeros(some);
    return 4 * log + (int) (some >>> log - 2 & 3);
  }

  /** The longest duration in nanoseconds; 0 if no call was timed. */
  long longest() {
    return longest.get();
  }

  /** The longest duration in nanoseconds of this part of the calls: the upper end of a bucket. */
  long quantile(double part) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    long below = 0;
    for (int i = 0; i < BUCKETS; i++) {
      below += counts.get(i);
      if (below > 0 && below >= part * total) {
        return Math.min(longest(), (long) (5 + (i & 3)) << i / 4 - 2);
      }
    }
    return longest();
  }

  long count() {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    return total;
  }
}
