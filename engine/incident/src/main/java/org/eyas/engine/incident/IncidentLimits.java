package org.eyas.engine.incident;

import java.util.concurrent.TimeUnit;

/**
 * The limits of an {@link IncidentTable}. Whoever makes the events can make many steps, so each limit is about memory; what is pushed
 * out is counted.
 *
 * @param shown the number of open incidents that people can see
 * @param candidates the number of those that are not reported yet
 * @param steps the number of steps of all of them; closed incidents that are still shown may have half as many more
 * @param quietNanos an incident without a step for this time is closed
 * @param longestNanos an incident that began this long ago is closed
 */
record IncidentLimits(int shown, int candidates, int steps, long quietNanos, long longestNanos) {
  static final IncidentLimits STANDARD =
      new IncidentLimits(256, 4_096, 8_192, TimeUnit.HOURS.toNanos(2), TimeUnit.HOURS.toNanos(24));

  /** A candidate waits longer: its score says when it is worth nothing. */
  private static final int QUIET_CANDIDATE = 6;

  boolean isOver(Incident incident, long nowNanos) {
    long quiet = incident.isShown() ? quietNanos : QUIET_CANDIDATE * quietNanos;
    return nowNanos - incident.lastNanos() > quiet || nowNanos - incident.firstNanos() > longestNanos;
  }
}
