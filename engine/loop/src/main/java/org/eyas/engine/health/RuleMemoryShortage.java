package org.eyas.engine.health;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that rules forget events because their memory is full: in health, and in the log at once and then at most
 * once per minute. One loop's thread checks this once per second; any thread may read {@link #problem}.
 */
public final class RuleMemoryShortage {
  private static final Logger LOG = LoggerFactory.getLogger(RuleMemoryShortage.class);

  private final ShortageReporter shortage;

  public RuleMemoryShortage() {
    this(System::nanoTime, LOG::warn);
  }

  /** @param log takes the lines */
  RuleMemoryShortage(LongSupplier clock, Consumer<String> log) {
    shortage = new ShortageReporter(clock, log);
  }

  public void check(StatefulRuleFigures figures) {
    shortage.checkCount(figures.evicted(), () -> text(figures));
  }

  private static String text(StatefulRuleFigures figures) {
    return ("The memory of stateful rules is full, with %d groups of events: %d groups were forgotten before their time"
        + " since the start, most of the last ones by rule '%s', and such rules can miss what they wait for, or call something new that they knew. To keep more, raise"
        + " eyas.rules.memory_mb or 'entries' of a rule, or shorten the times of the rules.")
        .formatted(figures.groups(), figures.evicted(), figures.mostEvicting());
  }

  /** The text for health, until no event was forgotten for a minute; empty otherwise. */
  public String problem() {
    return shortage.problem();
  }
}
