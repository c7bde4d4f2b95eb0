package org.eyas.console.page.rule;

import java.util.Locale;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.RuleSetView;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.alert.AlertListRow;

/** A rule as tables show it. */
record RuleTableRow(
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
    RuleTrends.Course course,
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
  static RuleTableRow of(RuleStatus status, long allNanos, RuleTrends.Course course) {
    RuleSetView.RuleView rule = status.rule();
    return new RuleTableRow(
        rule.name(),
        rule.description(),
        rule.source(),
        rule.priority().label(),
        AlertListRow.level(rule.priority().ordinal()),
        String.join(" ", rule.tags()),
        rule.state() == RuleSetView.State.ENABLED ? "active" : rule.state().name().toLowerCase(Locale.ROOT),
        rule.state() == RuleSetView.State.ENABLED,
        rule.state() == RuleSetView.State.DISABLED,
        rule.state() == RuleSetView.State.PARKED,
        rule.reason(),
        FigureFormat.count(status.hits()),
        course,
        status.tested() == 0 && status.hits() > 0 ? "not sampled" : FigureFormat.rough(status.tested()),
        status.tested() == 0 ? "" : FigureFormat.nanos((double) status.nanos() / status.tested()),
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
