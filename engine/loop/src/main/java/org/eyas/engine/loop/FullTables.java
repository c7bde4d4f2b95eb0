package org.eyas.engine.loop;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.state.StateCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that the state has no room for more threads or descriptors: in health, and in the log at once and then at
 * most once per minute. One loop's thread checks this once per second; any thread may read {@link #problem}.
 */
final class FullTables {
  private static final Logger LOG = LoggerFactory.getLogger(FullTables.class);

  private final Shortage shortage;

  FullTables() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  FullTables(LongSupplier clock, Consumer<String> log) {
    shortage = new Shortage(clock, log);
  }

  void look(StateCounts counts) {
    long threads = counts.threads().turnedAway();
    long descriptors = counts.descriptors().turnedAway();
    shortage.look(threads + descriptors, () -> text(threads, descriptors, counts));
  }

  private static String text(long threads, long descriptors, StateCounts counts) {
    return ("The tables of processes are full, with %d threads and %d descriptors: %d threads and %d descriptors were not kept since"
        + " the start, and rules see only what their events contain. To keep more, raise falco_libs.thread_table_size or the heap"
        + " (EYAS_JAVA_OPTS=-Xmx512m).")
        .formatted(counts.threads().present(), counts.descriptors().present(), threads, descriptors);
  }

  /** The text for health, until no entry was turned away for a minute; empty otherwise. */
  String problem() {
    return shortage.problem();
  }
}
