package org.eyas.console.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.FoundGroups;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.failure.Reason;

/**
 * The activity of rules over time, for their table: the matches of the last half hour, or the alerts of a chosen time.
 */
final class RuleCourses {
  /**
   * The course of one rule.
   *
   * @param trend its matches in the last half hour
   * @param alerts its alerts in the chosen time
   * @param address of these alerts; empty if no time is chosen
   */
  record Course(Sparkline trend, long alerts, String address) {
    String count() {
      return Figures.count(alerts);
    }
  }

  private final RuleSamples samples;
  private final Optional<TimeRange> time;
  private final Map<String, Long> counts = new HashMap<>();
  private final String note;

  private RuleCourses(RuleSamples samples, Optional<TimeRange> time, Services services) {
    this.samples = samples;
    this.time = time;
    note = time.map(chosen -> count(chosen, services)).orElse("");
  }

  /** @param time the chosen one; empty for the last half hour */
  static RuleCourses of(RuleSamples samples, Optional<TimeRange> time, Services services) {
    return new RuleCourses(samples, time, services);
  }

  private String count(TimeRange chosen, Services services) {
    try {
      FoundGroups found = AlertSelection.search(services).groups(chosen.terms());
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
    return "/alerts?" + Links.query("q", AlertSelection.term("rule", rule)) + "&" + time.parameter();
  }
}
