package org.eyas.engine.hold;

/**
 * Counts held matches and the times for which they were held. The times are in buckets, four for each doubling, so that
 * a figure is at most a quarter too large. For one thread.
 */
final class HoldCounter {
  private static final int BUCKETS = 4 * Long.SIZE;

  /** The memory that all held events may take. Most events take a few hundred bytes, but a single one can take 64 kB. */
  private static final long MOST_BYTES = 8 << 20;

  private final long[] times = new long[BUCKETS];
  private long total;
  private long completed;
  private long timedOut;
  private long early;
  private long unfollowed;
  private long bytes;

  /** Whether one more match may be held while this many are held. */
  boolean hasRoom(int held, HeldMatch match, HoldOptions options) {
    return held < options.most() && bytes + match.size() <= MOST_BYTES;
  }

  void countHeld(HeldMatch match) {
    total++;
    bytes += match.size();
  }

  void countCompleted(HeldMatch match) {
    completed++;
    ended(match);
  }

  void countTimedOut(HeldMatch match) {
    timedOut++;
    ended(match);
  }

  /** Counts a match that is decided before its time is over. */
  void countFlushed(HeldMatch match) {
    early++;
    bytes -= match.size();
  }

  /** Counts a match for which there was no room. */
  void countRefused() {
    early++;
  }

  /** Counts an alert that was forgotten before its pending value arrived. */
  void countUnfollowed() {
    unfollowed++;
  }

  private void ended(HeldMatch match) {
    bytes -= match.size();
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
    return new HoldFigures(now, total, completed, timedOut, early, unfollowed, quantile(0.5), quantile(0.99));
  }
}
