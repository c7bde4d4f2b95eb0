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
    String tags,
    String state,
    boolean enabled,
    boolean disabled,
    boolean parked,
    String reason,
    String hits,
    String tested,
    String cost,
    String share,
    String document,
    int line) {
  /** @param allNanos the time of all rules together */
  static RuleRow of(RuleStatus status, long allNanos) {
    RuleSetView.RuleView rule = status.rule();
    return new RuleRow(
        rule.name(),
        rule.description(),
        rule.source(),
        rule.priority().label(),
        String.join(" ", rule.tags()),
        rule.state() == RuleSetView.State.ENABLED ? "active" : rule.state().name().toLowerCase(Locale.ROOT),
        rule.state() == RuleSetView.State.ENABLED,
        rule.state() == RuleSetView.State.DISABLED,
        rule.state() == RuleSetView.State.PARKED,
        rule.reason(),
        Figures.count(status.hits()),
        status.tested() == 0 && status.hits() > 0 ? "not sampled" : Figures.rough(status.tested()),
        status.tested() == 0 ? "" : Figures.nanos((double) status.nanos() / status.tested()),
        allNanos == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * status.nanos() / allNanos),
        status.document(),
        status.line());
  }
}
