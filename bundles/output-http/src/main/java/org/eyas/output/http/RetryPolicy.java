package org.eyas.output.http;

import java.util.random.RandomGenerator;

/**
 * How long an alert is held for a server that does not take it.
 *
 * @param firstMillis about the wait before the second try; each further one is twice as long
 * @param longestMillis no wait is longer; so often is a server that is down tried again
 * @param totalMillis after this time from its first try an alert is given up
 * @param timeouts so many requests that time out are made again
 */
record RetryPolicy(long firstMillis, long longestMillis, long totalMillis, int timeouts) {
  private static final long LONGEST_REST_MILLIS = 60_000;

  /** At random between half and the whole, so that many hosts do not come back to a server in the same moment. */
  long waitMillis(int tries, RandomGenerator random) {
    long whole = Math.min(longestMillis, firstMillis << Math.min(tries - 1, 20));
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }

  /** How long a server that is down is left alone: longer where it asked for that, but not for ever. */
  long restMillis(Outcome outcome) {
    return Math.max(longestMillis, Math.min(outcome.waitMillis(), LONGEST_REST_MILLIS));
  }
}
