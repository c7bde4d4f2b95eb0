package org.eyas.spool.delivery;

import java.util.random.RandomGenerator;

/**
 * The back-off before a failed entry is sent again. Each pause is random between half of its length and its full
 * length, so that many hosts do not return to a receiver at the same time.
 *
 * @param firstMillis the longest pause after the first failure; it doubles with each failure
 * @param longestMillis the limit of the pause
 */
public record DeliveryBackoff(long firstMillis, long longestMillis) {
  private static final int MOST_DOUBLINGS = 20;

  /** @param tries the number of attempts that failed */
  public long millis(int tries, RandomGenerator random) {
    long whole = Math.min(longestMillis, firstMillis << Math.min(tries - 1, MOST_DOUBLINGS));
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }
}
