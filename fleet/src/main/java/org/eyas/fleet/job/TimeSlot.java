package org.eyas.fleet.job;

/**
 * The slots in which the time of the groups advances. A group is loaded once for all of its alerts in a slot. A wait
 * ends at the end of its slot, after the alerts of the slot were evaluated.
 */
final class TimeSlot {
  /** The length of a slot, which delays alerts of the fleet. The alerts of one bucket in a slot are read together. */
  private static final long MILLIS = 1_000;
  /**
   * The length of the slots in which ended groups are removed. Their removal is not urgent, so many groups share a
   * slot.
   */
  private static final long LONG_MILLIS = 10 * MILLIS;

  private TimeSlot() {}

  /** The last millisecond of the slot that contains a millisecond. */
  static long end(long millis) {
    return end(millis, MILLIS);
  }

  /** The last millisecond of a slot that ends at most ten seconds later. */
  static long longEnd(long millis) {
    return end(millis, LONG_MILLIS);
  }

  private static long end(long millis, long length) {
    return Math.floorDiv(millis, length) * length + length - 1;
  }
}
