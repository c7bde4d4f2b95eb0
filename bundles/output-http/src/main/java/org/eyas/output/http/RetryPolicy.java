package org.eyas.output.http;

import java.util.random.RandomGenerator;
import org.eyas.common.ExponentialBackoff;

/**
 * How long an alert is kept for a server that does not accept it.
 *
 * @param pause the waits between tries in milliseconds; the longest one is also the interval at which a server that is down is tried again
 * @param totalMillis time after its first try at which an alert is given up
 * @param timeouts how many requests that time out are made again
 */
record RetryPolicy(ExponentialBackoff pause, long totalMillis, int timeouts) {
  private static final long LONGEST_REST_MILLIS = 60_000;

  RetryPolicy(long firstMillis, long longestMillis, long totalMillis, int timeouts) {
    this(new ExponentialBackoff(firstMillis, longestMillis), totalMillis, timeouts);
  }

  long waitMillis(int tries, RandomGenerator random) {
    return pause.randomized(tries, random);
  }

  /** How long the server asked to wait, but not without limit. */
  static long askedMillis(PostOutcome outcome) {
    return Math.min(outcome.waitMillis(), LONGEST_REST_MILLIS);
  }

  /** How long to wait before a server that is down is tried again. */
  long restMillis(PostOutcome outcome) {
    return Math.max(pause.longest(), askedMillis(outcome));
  }
}
