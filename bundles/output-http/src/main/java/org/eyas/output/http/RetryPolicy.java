package org.eyas.output.http;

import java.util.random.RandomGenerator;

/**
 * How long an alert is kept for a server that does not accept it.
 *
 * @param firstMillis the approximate wait before the second try; each later wait is twice as long
 * @param longestMillis the maximum wait, and the interval at which a server that is down is tried again
 * @param totalMillis time after its first try at which an alert is given up
 * @param timeouts how many requests that time out are made again
 */
record RetryPolicy(long firstMillis, long longestMillis, long totalMillis, int timeouts) {
  private static final long LONGEST_REST_MILLIS = 60_000;

  /** Random between half of the wait and all of it, so that many hosts do not all return to a server at the same time. */
  long waitMillis(int tries, RandomGenerator random) {
    long whole = Math.min(longestMillis, firstMillis << Math.min(tries - 1, 20));
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }

  /** How long to wait before a server that is down is tried again: longer if it asked for that, but not without limit. */
  long restMillis(Outcome outcome) {
    return Math.max(longestMillis, Math.min(outcome.waitMillis(), LONGEST_REST_MILLIS));
  }
}
