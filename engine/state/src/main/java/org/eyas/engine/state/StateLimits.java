package org.eyas.engine.state;

import org.eyas.engine.state.process.ProcessTable;

/**
 * The limits of the tables.
 *
 * @param threads maximum number of threads
 * @param purgeNanos time between two searches for threads that have ended
 * @param timeoutNanos time without an event after which the search checks a thread
 */
public record StateLimits(long threads, long purgeNanos, long timeoutNanos) {
  private static final long FIVE_MINUTES = 300_000_000_000L;

  /** Falco's defaults. */
  public static final StateLimits USUAL = new StateLimits(ProcessTable.USUAL_LIMIT, FIVE_MINUTES, FIVE_MINUTES);
}
