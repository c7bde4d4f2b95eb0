package org.eyas.engine.hold;

import java.util.concurrent.TimeUnit;

/**
 * How matches with pending values are held.
 *
 * @param nanos the longest time; 0 to hold nothing: pending values count as absent
 * @param most how many are held at the same time
 * @param late whether conditions that read a pending value wait for it; otherwise it counts as absent in conditions, and only
 *     the output waits
 */
public record HoldOptions(long nanos, int most, boolean late) {
  /** The values of the file that ships with Eyas. */
  public static final HoldOptions USUAL = new HoldOptions(TimeUnit.MILLISECONDS.toNanos(150), 1_000, true);

  /** Nothing is held. */
  public static final HoldOptions NONE = new HoldOptions(0, 0, false);

  public boolean holds() {
    return nanos > 0 && most > 0;
  }
}
