package org.eyas.console.page.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;

/**
 * The events of a source that its rules saw or lost in the last half hour, from the minutes of completeness.
 *
 * @param text empty if no rule uses the source
 * @param whole whether every rule saw every event
 */
record SourceCoverage(String text, boolean whole) {
  private static final Duration SPAN = Duration.ofMinutes(30);

  /** The figures of all rules, for {@link #of}. */
  static List<RuleCompleteness> figures(ConsoleServices services) {
    return services.completeness().map((Completeness known) -> known.rules(SPAN)).orElse(List.of());
  }

  static SourceCoverage of(String source, List<RuleCompleteness> figures) {
    List<SeenEvents> rules = figures.stream().filter(rule -> rule.source().equals(source)).map(RuleCompleteness::total).toList();
    SeenEvents worst = rules.stream().max(Comparator.comparingLong(SeenEvents::allLost)).orElse(SeenEvents.NONE);
    long blind = rules.stream().mapToLong(SeenEvents::blindSeconds).max().orElse(0);
    List<String> parts = new ArrayList<>();
    if (worst.allLost() > 0) {
      parts.add(
          "one rule lost up to " + FigureFormat.count(worst.allLost()) + " of " + FigureFormat.count(worst.expected())
              + " events: "
              + worst.causes());
    }
    if (blind > 0) {
      parts.add("no open capture for " + FigureFormat.span(blind));
    }
    boolean whole = parts.isEmpty();
    return new SourceCoverage(rules.isEmpty() ? "" : whole ? "all events seen" : String.join("; ", parts), whole);
  }
}
