package org.eyas.core.engine;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one capture end and those of the next one begin: what happened up to the cut comes from the old one,
 * what happened after it from the new one.
 *
 * <pre>
 *              begin            cut           end
 *   old  -------|---------------|·············           passed on | left out
 *   new      ···|···············|-------------|------    left out  | passed on
 *               +-- remembered -+-- compared -+
 * </pre>
 *
 * <p>Both see a call one after the other and each looks at its own clock: one whose two times lie on both sides of the cut
 * would be seen twice. Of each thread that can be its last event in front of the cut only. The kernel calls first who came
 * first, so a thread's events have the times old, new, old, new: the first event behind the cut is the last one in front of
 * it once more exactly where the new capture did not see that one in front of the cut.
 */
final class Seam {
  /** For so long before the cut events are remembered, and so long after it compared. */
  static final long WINDOW_NANOS = 20_000_000;

  private static final int TID = 8;
  private static final int TYPE = 20;

  /** What is known of a thread: its last event of the old capture in front of the cut, and whether the new one saw it. */
  private static final class Last {
    long nanos;
    int type;
    boolean seen;
  }

  private final long cutNanos;
  private final Map<Long, Last> threads = new HashMap<>();
  private final Set<Long> passed = new HashSet<>();
  private boolean oldIsBehind;
  private boolean newIsBehind;
  private long doubled;

  /** @param cutNanos in the time of the events */
  Seam(long cutNanos) {
    this.cutNanos = cutNanos;
  }

  long cutNanos() {
    return cutNanos;
  }

  /** Whether the old capture told an event behind the cut. */
  boolean oldIsBehind() {
    return oldIsBehind;
  }

  /** Whether the new capture is so far behind the cut that nothing is to be compared. */
  boolean newIsBehind() {
    return newIsBehind;
  }

  /** Events that both captures told on different sides of the cut. */
  long doubled() {
    return doubled;
  }

  /** Takes events of the old capture. */
  EventSink before(EventSink sink) {
    return new Side(sink, this::isOfOld);
  }

  /** Takes events of the new capture. To be asked for once the old one has told everything in front of the cut. */
  EventSink after(EventSink sink) {
    return new Side(sink, this::isOfNew);
  }

  private boolean isOfOld(ByteBuffer memory, int offset) {
    long nanos = memory.getLong(offset);
    if (nanos > cutNanos) {
      oldIsBehind = true;
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
      newIsBehind = true;
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
    public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
      if (choice.passes(memory, offset)) {
        sink.onStateEvent(cpu, memory, offset, length);
      }
    }
  }
}
