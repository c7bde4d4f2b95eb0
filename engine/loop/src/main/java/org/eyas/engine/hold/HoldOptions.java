package org.eyas.engine.hold;

import java.util.concurrent.TimeUnit;

/**
 * How matches with pending values are held.
 *
 * @param nanos the longest time; 0 to hold nothing: pending values count as absent
 * @param most how many are held at the same time
 * @param late whether conditions that read a pending value wait for it; otherwise it counts as absent in conditions, and only
 *     the output waits
 * @param followUpNanos for how long an alert that was sent without a value waits for it, to be followed by another one; 0: never
 */
public record HoldOptions(long nanos, int most, boolean late, long followUpNanos) {
  /** The values of the file that ships with Eyas. */
  public static final HoldOptions USUAL =
      new HoldOptions(TimeUnit.MILLISECONDS.toNanos(150), 1_000, true, TimeUnit.SECONDS.toNanos(120));

  /** Nothing is held. */
  public static final HoldOptions NONE = new HoldOptions(0, 0, false, 0);

  public boolean holds() {
    return nanos > 0 && most > 0;
  }
}
