package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.state.StateCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports in the log and to health that the state has no room for more threads or descriptors: at once, then at most one line per
 * minute. One loop's thread looks once per second; any thread may read {@link #problem}.
 */
final class FullTables {
  private static final Logger LOG = LoggerFactory.getLogger(FullTables.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final Consumer<String> log;
  private long seen;
  private long reported;
  private long reportedNanos;
  private volatile String text = "";
  private volatile long lastNanos;

  FullTables() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  FullTables(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  void look(StateCounts counts) {
    long threads = counts.threads().turnedAway();
    long descriptors = counts.descriptors().turnedAway();
    long now = clock.getAsLong();
    if (threads + descriptors > seen) {
      lastNanos = now;
      text = text(threads, descriptors, counts);
    }
    seen = threads + descriptors; // a state that was replaced counts from 0
    reported = Math.min(reported, seen);
    if (seen > reported && (reported == 0 || now - reportedNanos >= PAUSE_NANOS)) {
      reported = seen;
      reportedNanos = now;
      log.accept(text);
    }
  }

  private static String text(long threads, long descriptors, StateCounts counts) {
    return ("The tables of processes are full, with %d threads and %d descriptors: %d threads and %d descriptors were not kept since"
        + " the start, and rules see only what their events contain. To keep more, raise falco_libs.thread_table_size or the heap"
        + " (EYAS_JAVA_OPTS=-Xmx512m).")
        .formatted(counts.threads().present(), counts.descriptors().present(), threads, descriptors);
  }

  /** The text for health, until no entry was turned away for a minute; empty otherwise. */
  String problem() {
    return text.isEmpty() || clock.getAsLong() - lastNanos > PAUSE_NANOS ? "" : text;
  }
}
