package org.eyas.engine.state.process;

/**
 * The threads that ended recently. The clone event of the creator may come after the created thread has ended; it must
 * not create the thread again.
 *
 * <p>The kernel assigns thread ids in sequence, so that the low bits identify the last few thousand threads.
 */
final class RecentExits {
  private static final int SIZE = 1 << 13;
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private final long[] tids = new long[SIZE];
  private final long[] creators = new long[SIZE];
  private final long[] times = new long[SIZE];

  /** @param creator the process that created the thread */
  void add(long tid, long creator, long nanos) {
    int slot = slot(tid);
    tids[slot] = tid;
    creators[slot] = creator;
    times[slot] = nanos;
  }

  boolean contains(long tid, long creator, long nanos) {
    int slot = slot(tid);
    long age = nanos - times[slot];
    return tids[slot] == tid && creators[slot] == creator && age >= 0 && age < WINDOW_NANOS;
  }

  private static int slot(long tid) {
    return (int) tid & SIZE - 1;
  }
}
