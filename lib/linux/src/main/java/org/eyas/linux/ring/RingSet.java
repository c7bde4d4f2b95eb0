package org.eyas.linux.ring;

import java.util.List;
import org.eyas.api.source.EventSink;

/**
 * Reads several rings as one stream in order of time.
 *
 * <p>While a poll reads the rings, a processor may be writing an event that is older than events in other rings.
 * Therefore events that are younger than the start of the poll wait for the next poll; the caller passes that time.
 * While the head of any ring is being written, all events wait, because that head may be the oldest event.
 */
public final class RingSet {
  private static final int RELEASE_EVERY = 256;

  private final EventRing[] rings;
  private boolean held;
  private long reachedNanos = Long.MIN_VALUE;

  public RingSet(List<? extends EventRing> rings) {
    this.rings = rings.toArray(EventRing[]::new);
  }

  /**
   * Passes on at most {@code limit} events that happened before {@code untilNanos}.
   *
   * @return the number of events passed on
   */
  public int poll(EventSink sink, int limit, long untilNanos) {
    for (EventRing ring : rings) {
      ring.refresh();
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
    EventRing oldest = null;
    long first = Long.MAX_VALUE;
    long second = untilNanos;
    for (EventRing ring : rings) {
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
        oldest = ring;
        continue;
      }
      second = Math.min(second, nanos);
    }
    if (oldest == null) {
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

  private static int deliver(EventRing ring, EventSink sink, int limit, long lastNanos) {
    int count = 0;
    try {
      do {
        sink.onEvent(ring.cpu(), ring.memory(), ring.offset(), ring.length());
        ring.advance();
        count++;
      } while (count < limit && ring.hasNext() && ring.timestampNanos() <= lastNanos);
    } finally {
      ring.release();
    }
    return count;
  }
}
