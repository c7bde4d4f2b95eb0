package org.eyas.control.command;

import java.util.Locale;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.RuleSetView.RuleView;

/** A rule as an answer shows it. */
final class RuleAnswerRow {
  private RuleAnswerRow() {}

  static AnswerRow of(RuleStatus status) {
    RuleView rule = status.rule();
    return AnswerRow.of("rule", rule.name())
        .with("state", rule.state().name().toLowerCase(Locale.ROOT))
        .with("reason", rule.reason())
        .with("priority", rule.priority().label())
        .with("source", rule.source())
        .with("tags", rule.tags())
        .with("matches", status.hits())
        .with("tested", status.tested())
        .with("nanos", status.nanos())
        .with("nanos_each", status.tested() == 0 ? 0 : status.nanos() / status.tested())
        .with("document", status.document())
        .with("line", status.line());
  }

  static AnswerRow withDetails(RuleStatus status) {
    return of(status).with("tags", String.join(", ", status.rule().tags())).with("description", status.rule().description());
  }
}
