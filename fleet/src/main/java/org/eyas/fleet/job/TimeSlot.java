package org.eyas.fleet.job;

/**
 * The time of the groups passes in slots: a group is loaded once for all of its alerts in a slot. All timers are at the end of
 * one, so that no wait ends before the alerts of its time were seen.
 */
final class TimeSlot {
  /** The time of the job moves in steps of this length anyway. */
  private static final long MILLIS = FleetClock.STEP_MILLIS;

  private TimeSlot() {}

  /** The last millisecond of the slot with this one. */
  static long end(long millis) {
    return Math.floorDiv(millis, MILLIS) * MILLIS + MILLIS - 1;
  }
}
