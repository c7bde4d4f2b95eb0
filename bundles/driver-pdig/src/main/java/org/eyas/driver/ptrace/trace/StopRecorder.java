package org.eyas.driver.ptrace.trace;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.kernel.BootClock;
import org.eyas.driver.ptrace.kernel.CurrentProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the events of stops into the queue, with the time of the stop. Owned by the tracer's thread. */
final class StopRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(StopRecorder.class);
  private static final int LENGTH = 16; // in the header of an event

  private enum Moment {
    ENTERED,
    RETURNED,
    EXECUTED,
    ENDED,
    GONE,
    SIGNALLED
  }

  private final EventWriter writer;
  private final TracedEventQueue queue;
  private final BootClock clock;
  private final long bootNanos;
  private final ByteBuffer event = ByteBuffer.allocateDirect(EventWriter.MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** @param bootNanos when the machine started, in nanoseconds since the epoch */
  StopRecorder(EventWriter writer, TracedEventQueue queue, long bootNanos, Arena memory) {
    this.writer = writer;
    this.queue = queue;
    this.bootNanos = bootNanos;
    clock = new BootClock(memory);
  }

  /** Records the beginning of a call. */
  void recordEntry(Tracee tracee) {
    if (writer.watchesEntry(tracee.number())) {
      record(Moment.ENTERED, tracee, 0, 0);
    }
  }

  /** The result that a call will have which begins now; {@link EventWriter#UNKNOWN} if it cannot be foretold. */
  long foretell(Tracee tracee) {
    return writer.foretell(tracee);
  }

  /** Records the return of a call; for a new thread, of the call that created it. */
  void recordReturn(Tracee tracee) {
    record(Moment.RETURNED, tracee, 0, 0);
  }

  /** Called when no thread has this id any more. */
  void forget(int tid) {
    writer.forget(tid);
  }

  void recordExec(Tracee tracee) {
    record(Moment.EXECUTED, tracee, 0, 0);
  }

  void recordExit(Tracee tracee, int status) {
    record(Moment.ENDED, tracee, status, 0);
  }

  /** Records the end of a thread that ended before it could stop. */
  void recordGone(Tracee tracee, int status) {
    record(Moment.GONE, tracee, status, 0);
  }

  void recordSignal(Tracee tracee, int signal, int sender) {
    record(Moment.SIGNALLED, tracee, signal, sender);
  }

  // The thread has to go on, also if its event cannot be written.
  private void record(Moment moment, Tracee tracee, int first, int second) {
    try {
      put(write(moment, tracee, first, second));
    } catch (RuntimeException e) {
      queue.countLost();
      if (queue.lost() == 1) {
        LOG.error("An event of thread {} is lost due to an internal error; further ones are only counted", tracee.tid(), e);
      }
    }
  }

  private int write(Moment moment, Tracee tracee, int first, int second) {
    long now = bootNanos + clock.nanos();
    return switch (moment) {
      case ENTERED -> {
        writer.entered(tracee);
        yield 0;
      }
      case RETURNED -> writer.returned(tracee, now, event);
      case EXECUTED -> writer.executed(tracee, now, event);
      case ENDED -> writer.ended(tracee.tid(), first, true, now, event);
      case GONE -> writer.ended(tracee.tid(), first, false, now, event);
      case SIGNALLED -> writer.signalled(tracee.tid(), second, first, now, event);
    };
  }

  private void put(int length) {
    for (int offset = 0; offset < length; offset += event.getInt(offset + LENGTH)) {
      queue.put(event, offset, event.getInt(offset + LENGTH), CurrentProcessor.current());
    }
  }
}
