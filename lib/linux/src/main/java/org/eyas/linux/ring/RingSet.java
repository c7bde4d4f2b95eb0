package org.eyas.linux.ring;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.source.EventSink;

/**
 * Reads several rings as one stream in order of time.
 *
 * <p>While a poll reads the rings, a processor may be writing an event that is older than events in other rings.
 * Therefore events that are younger than the start of the poll wait for the next poll; the caller passes that time.
 * While the head of any ring is being written, all events wait, because that head may be the oldest event.
 *
 * <p>The memory of events returns to the kernel as soon as they were passed on. From the first {@link #mark} on it returns only at
 * {@link #settle}, so that another process can read the events again if this one is killed, with one exception: a ring of which more
 * than a quarter is in use returns its memory at once. Losing new events would be worse, and the probe limits noisy processes in a ring
 * that is more than half full. Positions must only grow then; those of a ring that begins again at 0 cannot be marked.
 */
public final class RingSet {
  private static final int RELEASE_EVERY = 256;
  private static final int USABLE_PARTS = 4;

  private final EventRing[] rings;
  private final long[] released; // positions, by ring
  private final long[] marked;
  private boolean keepsEvents;
  private final AtomicLong forcedReleases = new AtomicLong();
  private boolean held;
  private long reachedNanos = Long.MIN_VALUE;

  public RingSet(List<? extends EventRing> rings) {
    this.rings = rings.toArray(EventRing[]::new);
    released = rings.stream().mapToLong(EventRing::position).toArray();
    marked = released.clone();
  }

  /**
   * Passes on at most {@code limit} events that happened before {@code untilNanos}.
   *
   * @return the number of events passed on
   */
  public int poll(EventSink sink, int limit, long untilNanos) {
    for (int i = 0; i < rings.length; i++) {
      rings[i].refresh();
      release(i); // the space of records that were discarded, or of a ring that became crowded
    }
    int count = 0;
    held = false;
    reachedNanos = Long.MIN_VALUE;
    while (count < limit) {
      int run = run(sink, Math.min(RELEASE_EVERY, limit - count), untilNanos);
      if (run == 0) {
        break;
      }
      count += run;
    }
    return count;
  }

  /** The time before which the last poll passed on all events that were complete when the poll began. */
  public long reachedNanos() {
    return reachedNanos;
  }

  /** Whether the last poll left events, because they were too young or still being written. */
  public boolean hasWaiting() {
    return held;
  }

  // Reads from the ring with the oldest head until the head of another ring is older.
  private int run(EventSink sink, int limit, long untilNanos) {
    int oldest = -1;
    long first = Long.MAX_VALUE;
    long second = untilNanos;
    for (int i = 0; i < rings.length; i++) {
      EventRing ring = rings[i];
      if (!ring.hasNext()) {
        if (ring.isBeingWritten()) {
          held = true;
          return 0;
        }
        continue;
      }
      long nanos = ring.timestampNanos();
      if (nanos < first) {
        second = Math.min(second, first);
        first = nanos;
        oldest = i;
        continue;
      }
      second = Math.min(second, nanos);
    }
    if (oldest < 0) {
      reachedNanos = untilNanos;
      return 0;
    }
    if (first > untilNanos) {
      reachedNanos = untilNanos;
      held = true;
      return 0;
    }
    reachedNanos = first;
    return deliver(oldest, sink, limit, second);
  }

  private int deliver(int index, EventSink sink, int limit, long lastNanos) {
    EventRing ring = rings[index];
    int count = 0;
    try {
      do {
        sink.onEvent(ring.cpu(), ring.memory(), ring.offset(), ring.length());
        ring.advance();
        count++;
      } while (count < limit && ring.hasNext() && ring.timestampNanos() <= lastNanos);
    } finally {
      release(index);
    }
    return count;
  }

  private void release(int index) {
    EventRing ring = rings[index];
    long before = released[index];
    long position = ring.position();
    if (position == before) {
      return;
    }
    if (keepsEvents) {
      if (ring.end() - before <= ring.capacity() / USABLE_PARTS) {
        return;
      }
      forcedReleases.incrementAndGet();
    }
    release(index, position);
  }

  private void release(int index, long position) {
    released[index] = position;
    rings[index].release(position);
  }

  /** Marks the events that were passed on so far. Their memory, and that of later events, is kept until {@link #settle}. */
  public void mark() {
    keepsEvents = true;
    for (int i = 0; i < rings.length; i++) {
      marked[i] = rings[i].position();
    }
  }

  /** Returns the memory of the marked events to the kernel. */
  public void settle() {
    for (int i = 0; i < rings.length; i++) {
      if (marked[i] > released[i]) {
        release(i, marked[i]);
      }
    }
  }

  /**
   * How often a ring returned its memory before the events were settled, because too much of it was in use. Any thread may call it.
   */
  public long forcedReleases() {
    return forcedReleases.get();
  }
}
