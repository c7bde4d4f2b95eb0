package org.eyas.console.page.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.FoundGroups;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.RuleSamples;
import org.eyas.console.page.Sparkline;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.alert.AlertSelection;

/**
 * The activity of rules over time, for their table: the matches of the last half hour, or the alerts of a chosen time.
 */
final class RuleTrends {
  /**
   * The matches and alerts of one rule over time.
   *
   * @param trend its matches in the last half hour
   * @param alerts its alerts in the chosen time
   * @param address of these alerts; empty if no time is chosen
   */
  record Course(Sparkline trend, long alerts, String address) {
    String count() {
      return FigureFormat.count(alerts);
    }
  }

  private final RuleSamples samples;
  private final Optional<TimeRange> time;
  private final Map<String, Long> counts = new HashMap<>();
  private final String note;

  private RuleTrends(RuleSamples samples, Optional<TimeRange> time, ConsoleServices services) {
    this.samples = samples;
    this.time = time;
    note = time.map(chosen -> count(chosen, services)).orElse("");
  }

  /** @param time the chosen one; empty for the last half hour */
  static RuleTrends of(RuleSamples samples, Optional<TimeRange> time, ConsoleServices services) {
    return new RuleTrends(samples, time, services);
  }

  private String count(TimeRange chosen, ConsoleServices services) {
    try {
      FoundGroups found = AlertSelection.search(services).groups(chosen.queryTerms());
      found.groups().forEach(group -> counts.merge(group.rule(), group.count(), Long::sum));
      return found.next() == 0 ? "" : "Only the newest alerts of this time were counted, because it has many.";
    } catch (RefusedException e) {
      return "The alerts of this time cannot be counted: " + Reason.of(e);
    }
  }

  /** A sentence about alerts that were not counted; empty if all were. */
  String note() {
    return note;
  }

  Course of(RuleStatus status) {
    String rule = status.rule().name();
    return time
        .map(chosen -> new Course(Sparkline.NOTHING, counts.getOrDefault(rule, 0L), address(rule, chosen)))
        .orElseGet(() -> new Course(Sparkline.of(samples.matches(rule, status.hits())), 0, ""));
  }

  private static String address(String rule, TimeRange time) {
    return "/alerts?" + QueryString.parameter("q", AlertSelection.term("rule", rule)) + "&" + time.parameter();
  }
}
