package org.eyas.engine.hold;

import java.util.concurrent.TimeUnit;

/**
 * The options for holding matches with pending values.
 *
 * @param nanos the longest time for which a match is held; 0 to hold nothing: then pending values count as absent
 * @param most the maximum number of matches that are held at the same time
 * @param conditions whether conditions that read a pending value wait for it; otherwise the value counts as absent in
 *     conditions, and only the output waits
 * @param followUpNanos the time for which an incomplete alert waits for its value, so that a complete alert can follow;
 *     0 for no follow-ups
 */
public record HoldOptions(long nanos, int most, boolean conditions, long followUpNanos) {
  /** The values of the file that ships with Eyas. */
  public static final HoldOptions USUAL =
      new HoldOptions(TimeUnit.MILLISECONDS.toNanos(150), 1_000, true, TimeUnit.SECONDS.toNanos(120));

  /** The options that hold nothing. */
  public static final HoldOptions NONE = new HoldOptions(0, 0, false, 0);

  public boolean holds() {
    return nanos > 0 && most > 0;
  }
}
