package org.eyas.fleet.job;

/**
 * The time of the groups passes in slots: a group is loaded once for all of its alerts in a slot, and waits end at the end of one, after
 * the alerts of their time were seen.
 */
final class TimeSlot {
  /** Alerts of the fleet come later by that. A second has several alerts of one bucket, which are read together. */
  private static final long MILLIS = 1_000;
  /** Of the slots in which groups are removed that have ended. Nobody waits for that, so many of them share one. */
  private static final long LONG_MILLIS = 10 * MILLIS;

  private TimeSlot() {}

  /** The last millisecond of the slot with this one. */
  static long end(long millis) {
    return end(millis, MILLIS);
  }

  /** The last millisecond of some slot that ends at most ten seconds later. */
  static long longEnd(long millis) {
    return end(millis, LONG_MILLIS);
  }

  private static long end(long millis, long length) {
    return Math.floorDiv(millis, length) * length + length - 1;
  }
}
