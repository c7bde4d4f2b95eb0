package org.eyas.engine.completeness;

import java.time.Instant;
import java.util.BitSet;
import org.eyas.api.control.SeenEvents;

/**
 * The events of one source within one minute of the machine's clock. Immutable.
 *
 * @param minute minutes since the epoch
 * @param blindSeconds seconds without an open capture
 */
public record SourceMinute(long minute, EventCounts counts, int blindSeconds) {
  private static final int SECONDS = 60;

  /** The minute of a time. */
  static long of(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  public Instant begin() {
    return Instant.ofEpochSecond(minute * SECONDS);
  }

  public Instant end() {
    return begin().plusSeconds(SECONDS);
  }

  /** The sum with another part of the same minute. */
  SourceMinute plus(SourceMinute more) {
    return new SourceMinute(minute, counts.plus(more.counts), blindSeconds + more.blindSeconds);
  }

  /** The events that a rule on events with these codes saw and did not see. */
  public SeenEvents of(BitSet codes) {
    return counts.of(codes, blindSeconds);
  }
}
