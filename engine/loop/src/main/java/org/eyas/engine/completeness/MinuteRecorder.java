package org.eyas.engine.completeness;

import org.eyas.api.source.Capture;
import org.jspecify.annotations.Nullable;

/**
 * Divides the counters of a loop and of its capture into minutes. The loop's thread makes every call between two
 * batches. So both counters include the same events.
 */
public final class MinuteRecorder {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final SeenEventCounter tally;
  private final MinuteHistory minutes;
  private EventCounts before = EventCounts.NONE;
  private @Nullable Capture read;
  private boolean isBlind;
  private long minute;
  private long batchNanos;
  private long blindNanos;

  /** @param minutes receives the minutes */
  public MinuteRecorder(SeenEventCounter tally, MinuteHistory minutes) {
    this.tally = tally;
    this.minutes = minutes;
  }

  /** Begins to count. Called before the source reports its state, because the source may lose events meanwhile. */
  public void begin(Capture capture) {
    before = counts(capture);
    minute = minutes.begin();
  }

  /**
   * Counts the time without an open capture. Called after each batch.
   *
   * @param from the capture from which the batch came; null if none is open
   * @param nowNanos the time of {@link System#nanoTime}
   */
  public void afterBatch(Capture capture, @Nullable Capture from, long nowNanos) {
    if (from != read) {
      add(capture, 0); // each driver counts losses by its own kinds
      read = from;
    }
    if (isBlind) {
      blindNanos += nowNanos - batchNanos;
    } else if (from == null) {
      blindNanos++; // an outage takes at least a second, since parts of one count as whole
    }
    isBlind = from == null;
    batchNanos = nowNanos;
  }

  /** Ends the current minute if it is over. Called about once per second. */
  public void afterSecond(Capture capture) {
    long now = minutes.now();
    if (now != minute) {
      cut(capture);
      minute = now;
    }
  }

  /** Passes on the counts of the current minute until now, because another thread asks for them. */
  public void refresh(Capture capture) {
    minutes.current(new SourceMinute(minute, counts(capture).since(before), blindSeconds()));
  }

  /** Ends the last minute. Called after the last event, while the capture is open. */
  public void end(Capture capture) {
    if (minute != 0) { // it did not fail before it began
      cut(capture);
      minutes.end();
    }
  }

  private void cut(Capture capture) {
    add(capture, blindSeconds());
    blindNanos = 0;
  }

  private int blindSeconds() {
    return (int) Math.ceilDiv(blindNanos, SECOND_NANOS);
  }

  private void add(Capture capture, int blindSeconds) {
    EventCounts now = counts(capture);
    minutes.add(new SourceMinute(minute, now.since(before), blindSeconds));
    before = now;
  }

  private EventCounts counts(Capture capture) {
    return EventCounts.of(tally.read(), capture.stats(), capture.details());
  }
}
