package org.eyas.console.page;

import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.control.SeenMinute;
import org.jspecify.annotations.Nullable;

/**
 * The events that a rule saw, lost or left in the kernel: in all, or in one minute.
 *
 * @param rule the name of the rule, empty for a minute
 * @param minute the begin of the minute, null for a rule
 */
record SeenRow(
    String rule, @Nullable Moment minute, String link, String expected, String seen, String lost, String causes, String undecided,
    String filtered,
    String blind, boolean losing, boolean rulesChanged) {
  static SeenRow of(RuleCompleteness rule, String span) {
    return row(rule.rule(), null, Links.query("rule", rule.rule()) + "&" + Links.query("since", span), rule.total(), false);
  }

  static SeenRow of(SeenMinute minute) {
    return row("", Moment.at(minute.begin()), "", minute.events(), minute.rulesChanged());
  }

  private static SeenRow row(
      String rule, @Nullable Moment minute, String link, SeenEvents events, boolean rulesChanged) {
    return new SeenRow(
        rule,
        minute,
        link,
        Figures.count(events.expected()),
        Figures.count(events.seen()),
        Figures.count(events.allLost()),
        events.causes(),
        Figures.count(events.undecided()),
        Figures.count(events.filtered()),
        events.blindSeconds() == 0 ? "" : Figures.span(events.blindSeconds()),
        events.allLost() > 0,
        rulesChanged);
  }
}
