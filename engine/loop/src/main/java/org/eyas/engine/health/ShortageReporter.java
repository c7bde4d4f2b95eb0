package org.eyas.engine.health;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reports a shortage of room: in health, and in the log at once and then at most once per minute. One loop's thread
 * checks the count once per second; any thread may read {@link #problem}.
 */
public final class ShortageReporter {
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final Consumer<String> log;
  private long seen;
  private long reported;
  private long reportedNanos;
  private volatile String text = "";
  private volatile long lastNanos;

  /** @param log takes the lines */
  public ShortageReporter(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /**
   * @param count the number of entries that had no room since the start; it may restart from 0 if a table was replaced
   * @param words creates the text; called if the count has grown
   */
  public void checkCount(long count, Supplier<String> words) {
    long now = clock.getAsLong();
    if (count > seen) {
      lastNanos = now;
      text = words.get();
    }
    seen = count;
    reported = Math.min(reported, seen);
    if (seen > reported && (reported == 0 || now - reportedNanos >= PAUSE_NANOS)) {
      reported = seen;
      reportedNanos = now;
      log.accept(text);
    }
  }

  /** The text for health, until there was no shortage for a minute; empty otherwise. */
  public String problem() {
    return text.isEmpty() || clock.getAsLong() - lastNanos > PAUSE_NANOS ? "" : text;
  }
}
