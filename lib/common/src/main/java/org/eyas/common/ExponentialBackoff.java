package org.eyas.common;

import java.util.random.RandomGenerator;

/**
 * The pauses between attempts that fail: each lasts twice as long as the one before, up to a limit. Immutable; the clock and
 * the random numbers are the caller's. All lengths have the unit of the first pause.
 *
 * @param first the length of the first pause
 * @param longest the limit of the length
 */
public record ExponentialBackoff(long first, long longest) {
  private static final int MOST_DOUBLINGS = 20;

  /** The pause after another one; the first pause after 0. */
  public long after(long pause) {
    return Math.clamp(2 * pause, first, longest);
  }

  /**
   * A random pause between half of its length and its full length, so that many hosts do not return to a server at the
   * same time.
   *
   * @param failures the number of attempts that failed in a row, at least 1
   */
  public long randomized(int failures, RandomGenerator random) {
    return randomized(Math.min(longest, first << Math.min(failures - 1, MOST_DOUBLINGS)), random);
  }

  /** A random length between half of {@code whole} and {@code whole}. */
  public static long randomized(long whole, RandomGenerator random) {
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }
}
