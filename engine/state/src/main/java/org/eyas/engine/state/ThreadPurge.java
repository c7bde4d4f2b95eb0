package org.eyas.engine.state;

import org.eyas.api.source.Capture;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;

/**
 * Searches regularly for threads that ended without an exit event.
 *
 * <p>A search walks through the table in steps between batches of events. Each step checks a limited number of slots
 * and asks the machine for a limited number of threads, so that events do not wait long.
 */
final class ThreadPurge {
  /** The time until the first search, which comes early, as in Falco. */
  private static final long FIRST_NANOS = 30_000_000_000L;
  /**
   * The difference of start times from which on a thread on the machine is not the thread with the same id in the
   * table.
   */
  private static final long SLACK_NANOS = 2_000_000_000L;

  private static final int PLACES_A_STEP = 1_024;
  private static final int QUESTIONS_A_STEP = 16;
  private static final int RESTING = -1;

  private final ProcessTable table;
  private final ThreadRelations lineage;
  private StateLimits limits = StateLimits.USUAL;
  private long lastNanos;
  private int place = RESTING;
  private int questions;
  private long purged;

  ThreadPurge(ProcessTable table, ThreadRelations lineage) {
    this.table = table;
    this.lineage = lineage;
  }

  void limits(StateLimits changed) {
    limits = changed;
  }

  /** Does the next step of a search, if one is due. */
  void step(long nowNanos, Capture machine) {
    if (place == RESTING && !isDue(nowNanos)) {
      return;
    }
    if (place == RESTING) {
      lastNanos = nowNanos;
      place = 0;
    }
    questions = 0;
    int end = Math.min(table.places(), place + PLACES_A_STEP);
    while (place < end && questions < QUESTIONS_A_STEP) {
      checkSlot(nowNanos, machine);
    }
    if (place >= table.places()) {
      place = RESTING;
    }
  }

  private boolean isDue(long nowNanos) {
    if (lastNanos == 0) {
      lastNanos = nowNanos - limits.purgeNanos() + Math.min(limits.purgeNanos(), FIRST_NANOS);
    }
    return nowNanos > lastNanos + limits.purgeNanos();
  }

  private void checkSlot(long nowNanos, Capture machine) {
    ThreadState thread = table.at(place);
    if (thread != null && isGone(thread, nowNanos, machine)) {
      lineage.remove(thread);
      purged++;
    }
    // A removal may have moved a later thread into this slot.
    if (thread == null || table.at(place) == thread) {
      place++;
    }
  }

  private boolean isGone(ThreadState thread, long nowNanos, Capture machine) {
    if (thread.isPlaceholder()) {
      return true; // its next event looks it up on the machine again
    }
    boolean seen = nowNanos <= Math.max(thread.seenNanos(), thread.usage().startNanos()) + limits.timeoutNanos();
    if (seen || thread.isDead()) {
      return false;
    }
    questions++;
    long startNanos = machine.startNanos(thread.pid(), thread.tid());
    return startNanos == Capture.NO_THREAD
        || thread.usage().startNanos() != 0 && startNanos > thread.usage().startNanos() + SLACK_NANOS;
  }

  long purged() {
    return purged;
  }
}
