package org.eyas.console.page;

import java.util.Locale;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.RuleSetView;

/** A rule as tables show it. */
record RuleRow(
    String name,
    String description,
    String source,
    String priority,
    String level,
    String tags,
    String state,
    boolean enabled,
    boolean disabled,
    boolean parked,
    String reason,
    String hits,
    RuleCourses.Course course,
    String tested,
    String cost,
    String share,
    String document,
    String file,
    int line) {
  /**
   * @param allNanos the time of all rules together
   * @param course its matches over time
   */
  static RuleRow of(RuleStatus status, long allNanos, RuleCourses.Course course) {
    RuleSetView.RuleView rule = status.rule();
    return new RuleRow(
        rule.name(),
        rule.description(),
        rule.source(),
        rule.priority().label(),
        AlertRow.level(rule.priority().ordinal()),
        String.join(" ", rule.tags()),
        rule.state() == RuleSetView.State.ENABLED ? "active" : rule.state().name().toLowerCase(Locale.ROOT),
        rule.state() == RuleSetView.State.ENABLED,
        rule.state() == RuleSetView.State.DISABLED,
        rule.state() == RuleSetView.State.PARKED,
        rule.reason(),
        Figures.count(status.hits()),
        course,
        status.tested() == 0 && status.hits() > 0 ? "not sampled" : Figures.rough(status.tested()),
        status.tested() == 0 ? "" : Figures.nanos((double) status.nanos() / status.tested()),
        allNanos == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * status.nanos() / allNanos),
        status.document(),
        status.document().substring(status.document().lastIndexOf('/') + 1),
        status.line());
  }

  /** The texts by which a rule is found. */
  String searched() {
    return String.join(" ", name, tags, description, file);
  }
}
