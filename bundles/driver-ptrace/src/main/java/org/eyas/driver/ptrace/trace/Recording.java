package org.eyas.driver.ptrace.trace;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.kernel.BootClock;
import org.eyas.driver.ptrace.kernel.Processor;

/** Writes the events of stops into the queue, with the time of the stop. Owned by the tracer's thread. */
final class Recording {
  private static final int LENGTH = 16; // in the header of an event

  private final EventWriter writer;
  private final EventQueue queue;
  private final BootClock clock;
  private final long bootNanos;
  private final ByteBuffer event = ByteBuffer.allocateDirect(EventWriter.MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** @param bootNanos when the machine started, in nanoseconds since the epoch */
  Recording(EventWriter writer, EventQueue queue, long bootNanos, Arena memory) {
    this.writer = writer;
    this.queue = queue;
    this.bootNanos = bootNanos;
    clock = new BootClock(memory);
  }

  private long now() {
    return bootNanos + clock.nanos();
  }

  /** A call begins. */
  void entered(Tracee tracee) {
    if (writer.watchesEntry(tracee.number())) {
      writer.entered(tracee);
    }
  }

  /** A call returned; for a new thread, the call that created it. */
  void returned(Tracee tracee) {
    put(writer.returned(tracee, now(), event));
  }

  void executed(Tracee tracee) {
    put(writer.executed(tracee, now(), event));
  }

  void ended(Tracee tracee, int status, boolean isThere) {
    put(writer.ended(tracee.tid(), status, isThere, now(), event));
  }

  void signalled(int tid, int sender, int signal) {
    put(writer.signalled(tid, sender, signal, now(), event));
  }

  private void put(int length) {
    for (int offset = 0; offset < length; offset += event.getInt(offset + LENGTH)) {
      queue.put(event, offset, event.getInt(offset + LENGTH), Processor.current());
    }
  }
}
