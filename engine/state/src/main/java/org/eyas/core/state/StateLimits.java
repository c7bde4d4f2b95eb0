package org.eyas.core.state;

/**
 * How much is kept, and for how long.
 *
 * @param threads how many the table may hold
 * @param purgeNanos time between two searches for threads that are gone
 * @param timeoutNanos time without an event after which a thread is looked for
 */
public record StateLimits(long threads, long purgeNanos, long timeoutNanos) {
  private static final long FIVE_MINUTES = 300_000_000_000L;

  /** Falco's own. */
  public static final StateLimits USUAL = new StateLimits(ProcessTable.USUAL_LIMIT, FIVE_MINUTES, FIVE_MINUTES);
}
