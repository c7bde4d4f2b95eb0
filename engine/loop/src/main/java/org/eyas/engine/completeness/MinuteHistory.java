package org.eyas.engine.completeness;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eyas.api.control.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * The counts of the events of one source by the minute, for the last {@link Completeness#KEPT}. With 60 types of events
 * this takes 1.5 MB. The counts outlive loops: the next loop of the same source continues them, and the time between
 * the two loops counts as blind. A loop adds each minute when the minute is over, and the current minute on request.
 * Any thread may read.
 */
public final class MinuteHistory {
  private static final int MOST = (int) Completeness.KEPT.toMinutes();
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SECOND_MILLIS = 1_000;

  private final InstantSource clock;
  private final NavigableMap<Long, SourceMinute> past = new TreeMap<>(); // the clock can go back
  private final NavigableMap<Long, SourceMinute> forgotten = new TreeMap<>();
  private @Nullable SourceMinute current;
  private long endedMillis;

  /** @param clock the clock of the machine */
  public MinuteHistory(InstantSource clock) {
    this.clock = clock;
  }

  /** The current minute. */
  long now() {
    return SourceMinute.of(clock.instant());
  }

  /**
   * Begins to count for a loop. The time since the end of the previous loop counts as blind, because no loop counted its
   * events. Returns the current minute.
   */
  synchronized long begin() {
    long nowMillis = clock.millis();
    if (endedMillis != 0) {
      addBlindTime(endedMillis, nowMillis);
      endedMillis = 0;
    }
    return now();
  }

  /** Adds a time in which events are missing. */
  public synchronized void addBlindTime(Instant from, Instant to) {
    addBlindTime(from.toEpochMilli(), to.toEpochMilli());
  }

  /** Adds a time whose events were seen, but rules that remember events have forgotten them. */
  public synchronized void addForgottenTime(Instant from, Instant to) {
    split(from.toEpochMilli(), to.toEpochMilli(), part -> forgotten.merge(part.minute(), part, SourceMinute::plus));
  }

  private void addBlindTime(long firstMillis, long endMillis) {
    split(firstMillis, endMillis, this::add);
  }

  private static void split(long firstMillis, long endMillis, Consumer<SourceMinute> parts) {
    for (long from = Math.max(firstMillis, endMillis - Completeness.KEPT.toMillis()); from < endMillis;) {
      long minute = Math.floorDiv(from, MINUTE_MILLIS);
      long until = Math.min(endMillis, (minute + 1) * MINUTE_MILLIS);
      parts.accept(new SourceMinute(minute, EventCounts.NONE, (int) Math.ceilDiv(until - from, SECOND_MILLIS)));
      from = until;
    }
  }

  /** Ends counting for a loop that has ended. */
  synchronized void end() {
    endedMillis = clock.millis();
  }

  /** Adds the counts of a minute that is over, or of a part of it. */
  synchronized void add(SourceMinute over) {
    current = null;
    past.merge(over.minute(), over, SourceMinute::plus);
    if (past.size() > MOST) {
      past.pollFirstEntry();
    }
  }

  /** The events of the current minute until now. */
  synchronized void current(SourceMinute until) {
    current = until;
  }

  /** The minutes that are over, for the next engine. */
  public synchronized byte[] encodeForHandover() {
    return MinuteCodec.encode(new MinuteCodec.Left(List.copyOf(past.values()), endedMillis));
  }

  /**
   * Continues with the bytes that {@link #encodeForHandover} of another engine returned. Called before the first loop.
   *
   * @throws IOException if it cannot be read
   */
  public synchronized void resumeFrom(byte[] left) throws IOException {
    MinuteCodec.Left decoded = MinuteCodec.decode(left);
    decoded.minutes().forEach(this::add);
    endedMillis = decoded.endedMillis();
  }

  /** The minutes that end after a time, oldest first. */
  public List<SourceMinute> since(Instant time) {
    return since(time, false);
  }

  /**
   * The minutes that end after a time, oldest first.
   *
   * @param remembers whether they are for rules that remember events: for those, a time whose events are forgotten is blind
   */
  public synchronized List<SourceMinute> since(Instant time, boolean remembers) {
    NavigableMap<Long, SourceMinute> all = new TreeMap<>(past.tailMap(SourceMinute.of(time), true));
    if (remembers) {
      forgotten.tailMap(SourceMinute.of(time), true).forEach((minute, part) -> all.merge(minute, part, SourceMinute::plus));
    }
    SourceMinute now = current;
    if (now != null) {
      all.merge(now.minute(), now, SourceMinute::plus);
    }
    List<SourceMinute> minutes = new ArrayList<>(all.values());
    minutes.removeIf(minute -> !minute.end().isAfter(time));
    return minutes;
  }
}
