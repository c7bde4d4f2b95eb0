package org.eyas.console.page.engine;

import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.control.SeenMinute;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.jspecify.annotations.Nullable;

/**
 * The events that a rule saw, lost or left in the kernel: in all, or in one minute.
 *
 * @param rule the name of the rule, empty for a minute
 * @param minute the begin of the minute, null for a rule
 */
record CompletenessRow(
    String rule, @Nullable TimeElement minute, String link, String expected, String seen, String lost, String causes,
    String undecided,
    String filtered,
    String blind, boolean losing, boolean rulesChanged) {
  static CompletenessRow of(RuleCompleteness rule, String span) {
    return row(rule.rule(), null, QueryString.parameter("rule", rule.rule()) + "&" + QueryString.parameter("since", span),
        rule.total(), false);
  }

  static CompletenessRow of(SeenMinute minute) {
    return row("", TimeElement.at(minute.begin()), "", minute.events(), minute.rulesChanged());
  }

  private static CompletenessRow row(
      String rule, @Nullable TimeElement minute, String link, SeenEvents events, boolean rulesChanged) {
    return new CompletenessRow(
        rule,
        minute,
        link,
        FigureFormat.count(events.expected()),
        FigureFormat.count(events.seen()),
        FigureFormat.count(events.allLost()),
        events.causes(),
        FigureFormat.count(events.undecided()),
        FigureFormat.count(events.filtered()),
        events.blindSeconds() == 0 ? "" : FigureFormat.span(events.blindSeconds()),
        events.allLost() > 0,
        rulesChanged);
  }
}
