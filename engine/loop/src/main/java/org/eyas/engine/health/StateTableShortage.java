package org.eyas.engine.health;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.state.process.StateCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that the state has no room for more threads or descriptors: in health, and in the log at once and then at
 * most once per minute. One loop's thread checks this once per second; any thread may read {@link #problem}.
 */
public final class StateTableShortage {
  private static final Logger LOG = LoggerFactory.getLogger(StateTableShortage.class);

  private final ShortageReporter shortage;

  public StateTableShortage() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  StateTableShortage(LongSupplier clock, Consumer<String> log) {
    shortage = new ShortageReporter(clock, log);
  }

  public void check(StateCounts counts) {
    long threads = counts.threads().turnedAway();
    long descriptors = counts.descriptors().turnedAway();
    shortage.checkCount(threads + descriptors, () -> text(threads, descriptors, counts));
  }

  private static String text(long threads, long descriptors, StateCounts counts) {
    return ("The tables of processes are full, with %d threads and %d descriptors: %d threads and %d descriptors were not kept since"
        + " the start, and rules see only what their events contain. To keep more, raise falco_libs.thread_table_size or the heap"
        + " (EYAS_JAVA_OPTS=-Xmx512m).")
        .formatted(counts.threads().present(), counts.descriptors().present(), threads, descriptors);
  }

  /** The text for health, until no entry was turned away for a minute; empty otherwise. */
  public String problem() {
    return shortage.problem();
  }
}
