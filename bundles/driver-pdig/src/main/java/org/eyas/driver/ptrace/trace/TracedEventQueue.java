package org.eyas.driver.ptrace.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.source.EventSink;
import org.eyas.driver.ptrace.call.EventWriter;
import org.jspecify.annotations.Nullable;

/**
 * Passes events from the tracer's thread to the event loop: a ring in memory with one writer and one reader, without
 * locks. If the ring is full, the writer waits, and the traced programs wait too, so that no event is lost.
 *
 * <pre>
 *  0            4          8
 *  +------------+----------+-------------- - -+
 *  | length u32 | cpu u32  | event            |   begins at a multiple of 8
 *  +------------+----------+-------------- - -+
 * </pre>
 */
public final class TracedEventQueue {
  private static final int BYTES = 4 << 20;
  private static final int HEADER = 8;
  private static final int REST = -1; // instead of a length: the next event is at the beginning of the memory
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private volatile @Nullable Thread sleeper; // the reader, if it must be woken
  private volatile @Nullable Thread waiter; // the writer, if it waits for room
  private volatile boolean ended;
  private volatile boolean closed;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private boolean wasQuiet;

  static {
    if (BYTES < 4 * EventWriter.MOST_BYTES) {
      throw new IllegalStateException("bug in Eyas: the queue of traced events is too small for an event of the largest size");
    }
  }

  /** Adds the event at an index of a buffer; waits for room. Called by the tracer's thread. */
  void put(ByteBuffer event, int offset, int length, int cpu) {
    int bytes = HEADER + (length + 7 & -8);
    int place = place(written.get());
    if (place + bytes > BYTES) {
      awaitRoom(BYTES - place);
      memory.putInt(place, REST);
      written.set(written.get() + BYTES - place);
      place = 0;
    }
    awaitRoom(bytes);
    memory.putInt(place, length).putInt(place + 4, cpu).put(place + HEADER, event, offset, length);
    count.lazySet(count.get() + 1);
    written.set(written.get() + bytes);
    Thread reader = sleeper;
    if (reader != null) {
      sleeper = null;
      LockSupport.unpark(reader);
    }
  }

  /** Counts an event that could not be written. Called by the tracer's thread. */
  void countLost() {
    lost.incrementAndGet();
  }

  private static int place(long position) {
    return (int) (position & BYTES - 1);
  }

  private void awaitRoom(int bytes) {
    while (written.get() + bytes - read.get() > BYTES && !closed) {
      waiter = Thread.currentThread();
      LockSupport.parkNanos(this, FULL_NANOS);
      waiter = null;
    }
  }

  /** Tells the reader that there are no more events. Called by the tracer's thread. */
  void end() {
    ended = true;
    LockSupport.unpark(sleeper);
  }

  /** Stops reading: from now on, the writer does not wait for room. */
  public void close() {
    closed = true;
  }

  /** Passes up to {@code limit} events on; returns their number. Called by the loop. */
  public int deliver(EventSink sink, int limit) {
    int taken = 0;
    for (long position = read.get(); taken < limit && position < written.get(); read.set(position)) {
      int place = place(position);
      int length = memory.getInt(place);
      if (length == REST) {
        position += BYTES - place;
        continue;
      }
      sink.onEvent(memory.getInt(place + 4), memory, place + HEADER, length);
      position += HEADER + (length + 7 & -8);
      taken++;
    }
    LockSupport.unpark(waiter);
    return taken;
  }

  /** Whether all events were taken and no more will come. Called by the loop. */
  public boolean isOver() {
    return ended && read.get() == written.get();
  }

  /**
   * Sleeps until there are probably events. While events come, the sleep is short, and the writer does not end it,
   * because waking a thread costs the traced program more than the event. Called by the loop.
   *
   * @param isQuiet whether there was no event the last time
   */
  public void pause(boolean isQuiet) {
    if (!isQuiet || !wasQuiet) {
      wasQuiet = isQuiet;
      LockSupport.parkNanos(this, BUSY_NANOS);
      return;
    }
    sleeper = Thread.currentThread();
    if (read.get() == written.get() && !ended) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    sleeper = null;
  }

  /** The number of events so far. May be called from any thread. */
  public long count() {
    return count.get();
  }

  /** The number of events so far that could not be written due to an error. May be called from any thread. */
  public long lost() {
    return lost.get();
  }
}
