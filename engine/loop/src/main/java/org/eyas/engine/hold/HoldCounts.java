package org.eyas.engine.hold;

/**
 * Counts held matches and for how long they were held: in buckets, four for each doubling, so that a figure is at most a quarter
 * too large. For one thread.
 */
final class HoldCounts {
  private static final int BUCKETS = 4 * Long.SIZE;

  private final long[] times = new long[BUCKETS];
  private long total;
  private long completed;
  private long timedOut;
  private long early;

  void held() {
    total++;
  }

  void completed(HeldMatch match) {
    completed++;
    ended(match);
  }

  void timedOut(HeldMatch match) {
    timedOut++;
    ended(match);
  }

  /** A match was decided before its time was over; it may not have been held at all. */
  void early() {
    early++;
  }

  private void ended(HeldMatch match) {
    times[bucket(System.nanoTime() - match.beginNanos)]++;
  }

  private static int bucket(long nanos) {
    long some = Math.max(4, nanos);
    int log = 63 - Long.numberOfLeadingZeros(some);
    return 4 * log + (int) (some >>> log - 2 & 3);
  }

  private long quantile(double part) {
    long all = completed + timedOut;
    long below = 0;
    for (int i = 0; i < BUCKETS && all > 0; i++) {
      below += times[i];
      if (below > 0 && below >= part * all) {
        return (long) (5 + (i & 3)) << i / 4 - 2;
      }
    }
    return 0;
  }

  HoldFigures figures(int now) {
    return new HoldFigures(now, total, completed, timedOut, early, quantile(0.5), quantile(0.99));
  }
}
