package org.eyas.core.dispatch;

/** How long to wait before an alert that failed is tried again: longer each time. */
final class RetryPause {
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 5_000;

  private long millis = FIRST_MILLIS;

  long nextMillis() {
    long now = millis;
    millis = Math.min(LONGEST_MILLIS, 2 * millis);
    return now;
  }
}
