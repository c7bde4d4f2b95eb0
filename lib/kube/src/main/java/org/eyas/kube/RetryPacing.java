package org.eyas.kube;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a client waits. All times are random within their half, so that the clients of all nodes do not come at once.
 *
 * @param first the pause after the first failure; it doubles with each further one
 * @param longest the longest pause
 * @param watch after which time the server ends a watch
 */
public record RetryPacing(Duration first, Duration longest, Duration watch) {
  /** For a real API server. */
  public static final RetryPacing USUAL = new RetryPacing(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(8));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The pause before the next attempt.
   *
   * @param failures in a row, at least 1
   * @param asked how long the server asks to wait, in seconds
   */
  Duration pause(int failures, int asked) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration chosen = randomized(doubled.compareTo(longest) < 0 ? doubled : longest);
    Duration wanted = Duration.ofSeconds(asked);
    return chosen.compareTo(wanted) < 0 ? wanted.plus(chosen) : chosen;
  }

  /** After how many seconds the server is to end the next watch. */
  long watchSeconds() {
    return Math.max(1, randomized(watch).toSeconds());
  }

  private static Duration randomized(Duration most) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() / 2, most.toMillis() + 1));
  }
}
