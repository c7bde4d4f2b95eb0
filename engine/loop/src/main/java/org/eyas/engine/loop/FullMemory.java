package org.eyas.engine.loop;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.memory.MemoryFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that rules forget events because their memory is full: in health, and in the log at once and then at most
 * once per minute. One loop's thread checks this once per second; any thread may read {@link #problem}.
 */
final class FullMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FullMemory.class);

  private final Shortage shortage;

  FullMemory() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  FullMemory(LongSupplier clock, Consumer<String> log) {
    shortage = new Shortage(clock, log);
  }

  void look(MemoryFigures figures) {
    shortage.look(figures.evicted(), () -> text(figures));
  }

  private static String text(MemoryFigures figures) {
    return ("The memory of rules that remember events is full, with %d groups of events: %d groups were forgotten before their time"
        + " since the start, most of the last ones by rule '%s', and such rules can miss what they wait for, or call something new that they knew. To keep more, raise"
        + " eyas.rules.memory_mb or 'entries' of a rule, or shorten the times of the rules.")
        .formatted(figures.groups(), figures.evicted(), figures.mostEvicting());
  }

  /** The text for health, until no event was forgotten for a minute; empty otherwise. */
  String problem() {
    return shortage.problem();
  }
}
