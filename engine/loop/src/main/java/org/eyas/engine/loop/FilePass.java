package org.eyas.engine.loop;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.MachineThreads;

/**
 * Takes the files of processes from what a machine reports, in parts between batches: the files of thousands of processes take a second,
 * and the rings of a source are full after a tenth of one. For the thread of the loop.
 */
final class FilePass {
  /** A ring has room for the events of this time, even in a flood. */
  private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final LoopState state;
  private final Queue<Long> processes;
  private final boolean replaces;
  private long from;

  /** @param replaces whether the files in the table of each process are removed before */
  FilePass(LoopState state, Collection<Long> processes, boolean replaces) {
    this.state = state;
    this.processes = new ArrayDeque<>(processes);
    this.replaces = replaces;
  }

  /** Whether no process is left. */
  boolean isOver() {
    return processes.isEmpty();
  }

  /** Takes the next files, for some milliseconds. */
  void goOn(MachineThreads machine) {
    long end = System.nanoTime() + PART_NANOS;
    state.reportsFiles(
        () -> {
          do {
            next(machine);
          } while (!isOver() && System.nanoTime() - end < 0);
        });
  }

  private void next(MachineThreads machine) {
    Long process = processes.peek();
    if (process == null) {
      return;
    }
    if (from == 0 && replaces) {
      state.engine().forgetFiles(process);
    }
    from = machine.reportFiles(process, from, state);
    if (from == MachineThreads.NO_FILE) {
      from = 0;
      processes.remove();
    }
  }
}
