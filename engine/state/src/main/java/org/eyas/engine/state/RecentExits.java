package org.eyas.engine.state;

/**
 * Threads that ended recently: the parent's clone event may come after its child has ended, and must not create it again.
 *
 * <p>The kernel assigns thread ids in sequence, so the low bits identify the last few thousand.
 */
final class RecentExits {
  private static final int SIZE = 1 << 13;
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private final long[] tids = new long[SIZE];
  private final long[] parents = new long[SIZE];
  private final long[] times = new long[SIZE];

  void add(long tid, long ptid, long nanos) {
    int slot = slot(tid);
    tids[slot] = tid;
    parents[slot] = ptid;
    times[slot] = nanos;
  }

  boolean contains(long tid, long ptid, long nanos) {
    int slot = slot(tid);
    long age = nanos - times[slot];
    return tids[slot] == tid && parents[slot] == ptid && age >= 0 && age < WINDOW_NANOS;
  }

  private static int slot(long tid) {
    return (int) tid & SIZE - 1;
  }
}
