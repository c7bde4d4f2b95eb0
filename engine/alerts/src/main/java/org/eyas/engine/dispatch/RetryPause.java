package org.eyas.engine.dispatch;

/** The pause before a failed alert is tried again; it grows with each failure. */
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
