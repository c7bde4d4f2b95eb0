package org.eyas.engine.loop;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;

/**
 * Reads the opened files of processes from the reports of a machine, in parts between batches. The files of thousands
 * of processes take a second, but the ring buffers of a source are full after a tenth of a second. Used by the loop's
 * thread.
 */
final class OpenFileScan {
  /** The time that one part may take: a ring buffer has room for the events of this time, even in a flood of events. */
  private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final LoopState state;
  private final Queue<Long> processes;
  private final boolean replaces;
  private long from;

  /** @param replaces whether the files in the table of a process are removed before its files are read */
  OpenFileScan(LoopState state, Collection<Long> processes, boolean replaces) {
    this.state = state;
    this.processes = new ArrayDeque<>(processes);
    this.replaces = replaces;
  }

  /** Whether no process is left. */
  boolean isOver() {
    return processes.isEmpty();
  }

  /** Reads the next files, for some milliseconds. */
  void reportNextFiles(Capture machine) {
    long end = System.nanoTime() + PART_NANOS;
    state.reportsFiles(
        () -> {
          do {
            next(machine);
          } while (!isOver() && System.nanoTime() - end < 0);
        });
  }

  private void next(Capture machine) {
    Long process = processes.peek();
    if (process == null) {
      return;
    }
    if (from == 0 && replaces) {
      state.engine().reports().forgetFiles(process);
    }
    from = machine.reportFiles(process, from, state);
    if (from == Capture.NO_FILE) {
      from = 0;
      processes.remove();
    }
  }
}
