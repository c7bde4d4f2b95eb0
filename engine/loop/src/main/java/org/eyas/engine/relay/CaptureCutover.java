package org.eyas.engine.relay;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.CallDetails;
import org.eyas.api.source.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * The cut between two captures. Events up to the cut come from the old capture, and events after the cut come from the
 * new capture.
 *
 * <pre>
 *              begin            cut           end
 *   old  -------|---------------|·············           passed on | skipped
 *   new      ···|···············|-------------|------    skipped   | passed on
 *               +--- stored ----+-- compared -+
 * </pre>
 *
 * <p>Both captures see each system call, one after the other, and each capture reads the clock itself. A call with one
 * time before the cut and the other time after the cut would be delivered twice. Only the last event of a thread before
 * the cut can be such a call. The kernel calls the older probe first, so the times of a thread's events alternate: old,
 * new, old, new. Therefore a thread's first event of the new capture after the cut repeats the thread's last event of
 * the old capture exactly if the new capture did not see that event before the cut.
 */
final class CaptureCutover {
  /** Events are stored for this time before the cut, and compared for this time after it. */
  static final long WINDOW_NANOS = 20_000_000;

  private static final int TID = 8;
  private static final int TYPE = 20;

  /** A thread's last event of the old capture before the cut, and whether the new capture saw it. */
  private static final class Last {
    long nanos;
    int type;
    boolean seen;
  }

  private final long cutNanos;
  private final Map<Long, Last> threads = new HashMap<>();
  private final Set<Long> passed = new HashSet<>();
  private boolean oldIsPastCut;
  private boolean newIsPastWindow;
  private long doubled;

  /** @param cutNanos in the time of the events */
  CaptureCutover(long cutNanos) {
    this.cutNanos = cutNanos;
  }

  long cutNanos() {
    return cutNanos;
  }

  /** Whether the old capture delivered an event after the cut. */
  boolean oldIsPastCut() {
    return oldIsPastCut;
  }

  /** Whether the new capture has passed the window after the cut, so that no more events are compared. */
  boolean newIsPastWindow() {
    return newIsPastWindow;
  }

  /** The number of events that both captures delivered, on different sides of the cut. */
  long doubled() {
    return doubled;
  }

  /** A sink for the events of the old capture. */
  EventSink before(EventSink sink) {
    return new Side(sink, this::isOfOld);
  }

  /** A sink for the events of the new capture. Called after the old capture has delivered all events before the cut. */
  EventSink after(EventSink sink) {
    return new Side(sink, this::isOfNew);
  }

  private boolean isOfOld(ByteBuffer memory, int offset) {
    long nanos = memory.getLong(offset);
    if (nanos > cutNanos) {
      oldIsPastCut = true;
      return false;
    }
    if (nanos > cutNanos - WINDOW_NANOS) {
      Last last = threads.computeIfAbsent(memory.getLong(offset + TID), _ -> new Last());
      last.nanos = nanos;
      last.type = memory.getShort(offset + TYPE);
    }
    return true;
  }

  private boolean isOfNew(ByteBuffer memory, int offset) {
    long nanos = memory.getLong(offset);
    if (nanos > cutNanos + WINDOW_NANOS) {
      newIsPastWindow = true;
      return true;
    }
    if (nanos <= cutNanos) {
      Last last = nanos > cutNanos - WINDOW_NANOS ? threads.get(memory.getLong(offset + TID)) : null;
      if (last != null && nanos >= last.nanos) {
        last.seen = true;
      }
      return false;
    }
    return !isDoubled(memory, offset);
  }

  private boolean isDoubled(ByteBuffer memory, int offset) {
    long tid = memory.getLong(offset + TID);
    if (!passed.add(tid)) {
      return false;
    }
    @Nullable Last last = threads.get(tid);
    boolean again = last != null && !last.seen && last.type == memory.getShort(offset + TYPE);
    doubled += again ? 1 : 0;
    return again;
  }

  private interface Choice {
    boolean passes(ByteBuffer memory, int offset);
  }

  private record Side(EventSink sink, Choice choice) implements EventSink {
    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      if (choice.passes(memory, offset)) {
        sink.onEvent(cpu, memory, offset, length);
      }
    }

    @Override
    public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
      if (choice.passes(memory, offset)) {
        sink.onDetailedEvent(cpu, memory, offset, length, details);
      }
    }

    @Override
    public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
      if (choice.passes(memory, offset)) {
        sink.onStateEvent(cpu, memory, offset, length);
      }
    }
  }
}
