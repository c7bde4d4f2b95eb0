package org.eyas.kube;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.eyas.common.ExponentialBackoff;

/**
 * How long a client waits. All times are random within their half, so that the clients of all nodes do not come at once.
 *
 * @param first the pause after the first failure; it doubles with each further one
 * @param longest the longest pause
 * @param watch after which time the server ends a watch
 */
public record RetryPacing(Duration first, Duration longest, Duration watch) {
  /** The waits for a real API server; tests use shorter ones. */
  public static final RetryPacing USUAL = new RetryPacing(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(8));

  /**
   * The pause before the next attempt.
   *
   * @param failures in a row, at least 1
   * @param asked how long the server asks to wait, in seconds
   */
  Duration pause(int failures, int asked) {
    ExponentialBackoff pauses = new ExponentialBackoff(first.toMillis(), longest.toMillis());
    Duration chosen = Duration.ofMillis(pauses.randomized(failures, ThreadLocalRandom.current()));
    Duration wanted = Duration.ofSeconds(asked);
    return chosen.compareTo(wanted) < 0 ? wanted.plus(chosen) : chosen;
  }

  /** After how many seconds the server is to end the next watch. */
  long watchSeconds() {
    return Math.max(1, ExponentialBackoff.randomized(watch.toMillis(), ThreadLocalRandom.current()) / 1_000);
  }
}
