package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.memory.MemoryFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports in the log and to health that rules forget events because their memory is full: at once, then at most one line per
 * minute. One loop's thread looks once per second; any thread may read {@link #problem}.
 */
final class FullMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FullMemory.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final Consumer<String> log;
  private long seen;
  private long reported;
  private long reportedNanos;
  private volatile String text = "";
  private volatile long lastNanos;

  FullMemory() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  FullMemory(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  void look(MemoryFigures figures) {
    long now = clock.getAsLong();
    if (figures.evicted() > seen) {
      lastNanos = now;
      text = text(figures);
    }
    seen = figures.evicted();
    reported = Math.min(reported, seen); // rules that were replaced count from 0
    if (seen > reported && (reported == 0 || now - reportedNanos >= PAUSE_NANOS)) {
      reported = seen;
      reportedNanos = now;
      log.accept(text);
    }
  }

  private static String text(MemoryFigures figures) {
    return ("The memory of rules with a threshold or a sequence is full, with %d groups of events: %d groups were forgotten before"
        + " their time since the start, and such rules can miss what they wait for. To keep more, raise eyas.rules.memory_mb or shorten"
        + " the times of the rules.")
        .formatted(figures.groups(), figures.evicted());
  }

  /** The text for health, until nothing was forgotten for a minute; empty otherwise. */
  String problem() {
    return text.isEmpty() || clock.getAsLong() - lastNanos > PAUSE_NANOS ? "" : text;
  }
}
