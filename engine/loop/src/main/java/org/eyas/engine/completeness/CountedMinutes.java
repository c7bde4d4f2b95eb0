package org.eyas.engine.completeness;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eyas.api.control.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * The last {@link Completeness#KEPT} of the events of one source, by the minute: 1.4 MB with 60 types of events. It outlives loops: the next loop of the
 * same source continues it. A loop adds a minute at its end, and the current one on request; any thread reads.
 */
public final class CountedMinutes {
  private static final int MOST = (int) Completeness.KEPT.toMinutes();

  private final InstantSource clock;
  private final Deque<CountedMinute> past = new ArrayDeque<>();
  private @Nullable CountedMinute current;

  /** @param clock the clock of the machine */
  public CountedMinutes(InstantSource clock) {
    this.clock = clock;
  }

  /** The current minute. */
  long now() {
    return CountedMinute.of(clock.instant());
  }

  /** A minute is over, or the loop that counted it. */
  synchronized void add(CountedMinute over) {
    current = null;
    CountedMinute last = past.peekLast();
    if (last != null && last.minute() == over.minute()) {
      past.removeLast();
      past.addLast(last.plus(over));
    } else {
      past.addLast(over);
    }
    if (past.size() > MOST) {
      past.removeFirst();
    }
  }

  /** The events of the current minute until now. */
  synchronized void current(CountedMinute until) {
    current = until;
  }

  /** The minutes that are over, for the next engine. */
  public synchronized byte[] left() {
    return MinuteCodec.encode(new ArrayList<>(past));
  }

  /**
   * Continues with what {@link #left} of another engine returned. Called before the first loop.
   *
   * @throws IOException if it cannot be read
   */
  public synchronized void resumeFrom(byte[] left) throws IOException {
    past.addAll(MinuteCodec.decode(left));
  }

  /** The minutes that end after a time, oldest first. */
  public synchronized List<CountedMinute> since(Instant time) {
    List<CountedMinute> all = new ArrayList<>(past);
    CountedMinute now = current;
    if (now != null && !all.isEmpty() && all.getLast().minute() == now.minute()) {
      all.add(all.removeLast().plus(now));
    } else if (now != null) {
      all.add(now);
    }
    all.removeIf(minute -> !minute.end().isAfter(time));
    return all;
  }
}
