package org.eyas.engine.state;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.api.source.Capture;
import org.eyas.api.source.StateSink;
import org.eyas.engine.state.process.MissingThreadLookup;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadState;

/**
 * Looks up threads on the machine whose clone event was lost, with their processes and parents if those are unknown
 * too.
 *
 * <p>A lookup delays waiting events, so all lookups take at most a twentieth of each second. Threads for which there
 * was no time stay placeholders until {@link #catchUp}.
 */
final class ThreadProbe implements MissingThreadLookup {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long SHARE_NANOS = SECOND_NANOS / 20;
  private static final long CATCH_UP_NANOS = SHARE_NANOS / 2; // the rest is for threads of new events
  private static final int POSTPONED = 1_024;

  private final ProcessTable table;
  private final Capture machine;
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
  ThreadProbe(ProcessTable table, Capture machine, StateSink into, Consumer<ThreadState> settle, LongSupplier clock) {
    this.table = table;
    this.machine = machine;
    this.into = into;
    this.settle = settle;
    this.clock = clock;
    secondNanos = clock.getAsLong();
  }

  @Override
  public void lookUp(long tid) {
    if (hasTime(SHARE_NANOS)) {
      introduce(tid, SHARE_NANOS);
    } else if (tid > 0 && postponedCount < POSTPONED) { // the others wait until their placeholders are removed
      postponed[postponedCount++] = tid;
    }
  }

  /** Looks up threads for which there was no time before, as long as there is time now. Called between two batches. */
  void catchUp() {
    int done = 0;
    while (done < postponedCount && hasTime(CATCH_UP_NANOS)) {
      long tid = postponed[done++];
      if (table.find(tid) != null) { // otherwise it has ended
        introduce(tid, CATCH_UP_NANOS);
      }
    }
    postponedCount -= done;
    System.arraycopy(postponed, done, postponed, 0, postponedCount);
  }

  private boolean hasTime(long shareNanos) {
    long now = clock.getAsLong();
    if (now - secondNanos >= SECOND_NANOS) {
      secondNanos = now;
      spentNanos = 0;
    }
    return spentNanos < shareNanos;
  }

  // Relations to unknown threads are not set later, so the process and the parents come first.
  private void introduce(long tid, long shareNanos) {
    if (tid <= 0 || isKnown(tid) || !hasTime(shareNanos)) {
      return;
    }
    long begin = clock.getAsLong();
    machine.reportThread(tid, into);
    spentNanos += clock.getAsLong() - begin;
    ThreadState found = table.find(tid);
    if (found != null && !found.isPlaceholder()) {
      introduce(found.pid(), shareNanos);
      introduce(found.ptid(), shareNanos);
      settle.accept(found);
    }
  }

  private boolean isKnown(long tid) {
    ThreadState known = table.find(tid);
    return known != null && !known.isPlaceholder();
  }
}
