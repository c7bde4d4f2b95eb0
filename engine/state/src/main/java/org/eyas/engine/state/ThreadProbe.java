package org.eyas.engine.state;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.StateSink;

/**
 * Looks for threads on the machine whose clone event was lost.
 *
 * <p>This delays waiting events, so it takes at most a twentieth of each second. Threads for which there was no time stay
 * placeholders until {@link #catchUp}.
 */
final class ThreadProbe implements ThreadFinder {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long SHARE_NANOS = SECOND_NANOS / 20;
  private static final int POSTPONED = 1_024;

  private final ProcessTable table;
  private final MachineThreads machine;
  private final StateSink into;
  private final Consumer<ThreadState> settle;
  private final LongSupplier clock;
  private final long[] postponed = new long[POSTPONED];
  private int postponedCount;
  private long secondNanos;
  private long spentNanos;

  /**
   * @param settle sets the relations of a thread to known threads
   * @param clock nanoseconds from any starting point
   */
  ThreadProbe(ProcessTable table, MachineThreads machine, StateSink into, Consumer<ThreadState> settle, LongSupplier clock) {
    this.table = table;
    this.machine = machine;
    this.into = into;
    this.settle = settle;
    this.clock = clock;
    secondNanos = clock.getAsLong();
  }

  @Override
  public void look(long tid) {
    if (tid <= 0) {
      return;
    }
    long begin = clock.getAsLong();
    if (hasTime(begin)) {
      ask(tid, begin);
    } else if (postponedCount < POSTPONED) { // the others wait until their placeholders are removed
      postponed[postponedCount++] = tid;
    }
  }

  /** Looks for threads for which there was no time, as far as there is time now. Called between two batches. */
  void catchUp() {
    while (postponedCount > 0) {
      long begin = clock.getAsLong();
      if (!hasTime(begin)) {
        return;
      }
      long tid = postponed[--postponedCount];
      ThreadState known = table.find(tid);
      if (known != null && known.isPlaceholder()) {
        ask(tid, begin);
      }
    }
  }

  private boolean hasTime(long nowNanos) {
    if (nowNanos - secondNanos >= SECOND_NANOS) {
      secondNanos = nowNanos;
      spentNanos = 0;
    }
    return spentNanos < SHARE_NANOS;
  }

  private void ask(long tid, long beginNanos) {
    machine.reportThread(tid, into);
    ThreadState found = table.find(tid);
    if (found != null && !found.isPlaceholder()) {
      if (found.pid != tid && table.find(found.pid) == null) {
        machine.reportThread(found.pid, into);
        settle(found.pid);
      }
      settle.accept(found);
    }
    spentNanos += clock.getAsLong() - beginNanos;
  }

  private void settle(long tid) {
    ThreadState known = table.find(tid);
    if (known != null) {
      settle.accept(known);
    }
  }
}
