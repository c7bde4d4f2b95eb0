package org.eyas.engine.state;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.StateSink;

/**
 * Looks for threads on the machine whose clone event was lost.
 *
 * <p>This delays waiting events, so it takes at most a twentieth of each second.
 */
final class ThreadProbe implements ThreadFinder {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long SHARE_NANOS = SECOND_NANOS / 20;

  private final ProcessTable table;
  private final MachineThreads machine;
  private final StateSink into;
  private final Consumer<ThreadState> settle;
  private final LongSupplier clock;
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
    long begin = clock.getAsLong();
    if (begin - secondNanos >= SECOND_NANOS) {
      secondNanos = begin;
      spentNanos = 0;
    }
    if (tid <= 0 || spentNanos >= SHARE_NANOS) {
      return;
    }
    machine.reportThread(tid, into);
    ThreadState found = table.find(tid);
    if (found != null) {
      if (found.pid != tid && table.find(found.pid) == null) {
        machine.reportThread(found.pid, into);
        settle(found.pid);
      }
      settle.accept(found);
    }
    spentNanos += clock.getAsLong() - begin;
  }

  private void settle(long tid) {
    ThreadState known = table.find(tid);
    if (known != null) {
      settle.accept(known);
    }
  }
}
