package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reports in the log and to health that something had no room: at once, then at most one line per minute. One loop's thread looks
 * once per second; any thread may read {@link #problem}.
 */
final class Shortage {
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final Consumer<String> log;
  private long seen;
  private long reported;
  private long reportedNanos;
  private volatile String text = "";
  private volatile long lastNanos;

  /** @param log takes the lines */
  Shortage(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /**
   * @param count what had no room since the start; what was replaced counts from 0
   * @param words the text, if there is more than before
   */
  void look(long count, Supplier<String> words) {
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

  /** The text for health, until there was room for a minute; empty otherwise. */
  String problem() {
    return text.isEmpty() || clock.getAsLong() - lastNanos > PAUSE_NANOS ? "" : text;
  }
}
