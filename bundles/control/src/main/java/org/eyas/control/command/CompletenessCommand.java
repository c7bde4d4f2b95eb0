package org.eyas.control.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenMinute;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas completeness}: shows all rules with their sums, or the minutes of one rule. */
@Component(property = ControlCommand.NAME + "=completeness")
public final class CompletenessCommand implements ControlCommand {
  private static final String[] RULES = {"expected", "seen", "lost", "undecided", "filtered", "blind_seconds", "rule", "causes"};
  private static final String[] MINUTES =
      {"minute", "expected", "seen", "lost", "undecided", "filtered", "blind_seconds", "causes"};
  private static final Duration USUAL = Duration.ofHours(1);

  private final Completeness completeness;

  @Activate
  public CompletenessCommand(@Reference Completeness completeness) {
    this.completeness = completeness;
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    if (request.words().size() > 1) {
      throw new UnclearCommandException("name one rule: eyas completeness [RULE]; quote a name that contains blanks");
    }
    Duration span = DurationOption.of(request, "since", USUAL, Completeness.KEPT);
    if (request.words().isEmpty()) {
      answer.table(completeness.rules(span).stream().map(rule -> row(rule, span, request.json())).toList(), RULES);
      return;
    }
    RuleCompleteness rule = find(request.words().getFirst(), span);
    answer.table(rule.minutes().stream().map(minute -> row(rule, minute, request.json())).toList(), MINUTES);
    if (rule.minutes().stream().anyMatch(SeenMinute::rulesChanged)) {
      answer.writeRemark(
          "The rules changed in this time: figures from before the change count the event types of the present rule.");
    }
  }

  private RuleCompleteness find(String name, Duration span) throws RefusedException {
    return completeness.rule(name, span)
        .orElseThrow(() -> new RefusedException("there is no enabled rule '" + name + "'; eyas rules lists them"));
  }

  private static AnswerRow row(RuleCompleteness rule, Duration span, boolean json) {
    AnswerRow row = AnswerRow.of("rule", rule.rule()).with("source", rule.source()).with("span_seconds", span.toSeconds());
    return SeenEventsColumns.addTo(row, rule.total(), json);
  }

  private static AnswerRow row(RuleCompleteness rule, SeenMinute minute, boolean json) {
    AnswerRow row =
        AnswerRow.of("rule", rule.rule()).with("source", rule.source()).with("minute", AnswerTimeText.of(minute.begin()));
    return SeenEventsColumns.addTo(row.with("rules_changed", minute.rulesChanged()), minute.events(), json);
  }

  @Override
  public List<String> names(String action) {
    return completeness.names();
  }
}
