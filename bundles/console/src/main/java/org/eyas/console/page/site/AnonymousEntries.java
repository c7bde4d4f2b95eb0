package org.eyas.console.page.site;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The limit of audit entries that anybody who reaches the console can cause, so that nobody fills the log. Entries beyond it are counted,
 * and the next one reports the count.
 */
final class AnonymousEntries {
  static final int MOST_IN_A_MINUTE = 30;
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private long begunNanos;
  private int written;
  private long left;

  AnonymousEntries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    begunNanos = nanoTime.getAsLong();
  }

  /** The begin of the text of the next entry; empty if there must be none. */
  synchronized Optional<String> next() {
    long now = nanoTime.getAsLong();
    if (now - begunNanos > MINUTE_NANOS) {
      begunNanos = now;
      written = 0;
    }
    if (written == MOST_IN_A_MINUTE) {
      left++;
      return Optional.empty();
    }
    String before = left == 0 ? "" : "(after " + left + " more that are not listed) ";
    written++;
    left = 0;
    return Optional.of(before);
  }
}
