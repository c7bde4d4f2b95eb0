package org.eyas.control.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.Trial;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.rule.RuleSetView.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas rules}. */
@Component(property = ControlCommand.NAME + "=rules")
public final class RulesCommand implements ControlCommand {
  private static final String A_RULE = "the name of a rule";
  private static final int MOST = 20;

  private final RuleControl control;
  private final RuleEngine engine;
  private final ConfigurationFile file;
  private final AuditedActions actions;

  @Activate
  public RulesCommand(
      @Reference RuleControl control,
      @Reference RuleEngine engine,
      @Reference ConfigurationFile file,
      @Reference AuditLog audit) {
    this.control = control;
    this.engine = engine;
    this.file = file;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" ->
        answer.table(
            control.rules().stream().map(RuleAnswerRow::of).toList(), "state", "matches", "nanos_each", "priority", "source",
            "rule",
            "reason");
      case "show" -> answer.details(RuleAnswerRow.withDetails(rule(request.operand(A_RULE))));
      case "enable" -> setEnabled(request, answer, true);
      case "disable" -> setEnabled(request, answer, false);
      case "check" -> check(request.file(), answer);
      case "sequences" -> sequences(request, answer);
      case "try" -> tryRules(request, answer);
      default -> throw request.unknown();
    }
  }

  private Optional<RuleStatus> find(String name) {
    return control.rules().stream().filter(status -> status.rule().name().equals(name)).findFirst();
  }

  private RuleStatus rule(String name) throws RefusedException {
    return find(name).orElseThrow(() -> new RefusedException("there is no rule '" + name + "'; eyas rules lists them"));
  }

  private void setEnabled(CommandRequest request, CommandAnswer answer, boolean enabled) throws RefusedException, IOException {
    String name = request.operand(A_RULE);
    actions.run(request, enabled ? "enable rule" : "disable rule", name, () -> {
      rule(name);
      String before = file.text();
      file.save(before, file.withRule(before, name, enabled));
    });
    boolean isEnabled = find(name).map(status -> status.rule().state() != State.DISABLED).orElse(false);
    if (isEnabled != enabled) {
      answer.writeWarning(
          "this has no effect: an entry of 'rules' in a later file, or an option of the command line, overrides it");
    }
    answer.writeSentence(
        "Rule " + name + " is " + (isEnabled ? "enabled" : "disabled") + "; that is saved in " + file.path() + ".");
  }

  private void check(RuleDocument document, CommandAnswer answer) throws RefusedException, IOException {
    List<RuleDocument> documents = documentsWith(document);
    LoadReport report = answer.runWhileConnected(() -> engine.validate(documents));
    for (LoadReport.Result result : report.results()) {
      boolean asked = result.document().equals(document.name());
      if (asked || !result.successful()) {
        print(result.errors(), answer);
        print(asked ? result.warnings() : List.of(), answer);
        print(asked ? result.hints() : List.of(), answer);
      }
    }
    if (report.successful()) {
      answer.writeSentence(document.name() + " is valid.");
    } else {
      answer.markFailed();
    }
  }

  private static void print(List<Diagnostic> diagnostics, CommandAnswer answer) throws IOException {
    for (Diagnostic diagnostic : diagnostics) {
      answer.entry(DiagnosticText.of(diagnostic), DiagnosticText.row(diagnostic));
    }
  }

  /** All documents, with another text for one of them, or with one more at the end. */
  private List<RuleDocument> documentsWith(RuleDocument document) {
    List<RuleDocument> documents = new ArrayList<>(control.documents());
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).name().equals(document.name())) {
        documents.set(i, document);
        return documents;
      }
    }
    documents.add(document);
    return documents;
  }

  private void tryRules(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    List<RuleDocument> documents = documentsWith(request.file());
    String rule = request.options().getOrDefault("rule", "");
    int most = request.number("last", MOST);
    Trial trial = answer.runWhileConnected(() -> control.tryRules(documents, rule, most));
    answer.details(JournalCommand.row(trial.span()).with("matches", trial.matches()));
    answer.table(
        trial.alerts().stream().map(AlertAnswerRow::of).toList(), "time", "priority", "rule", "message");
  }

  private void sequences(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    OpenSequences open = control.openSequences(request.operand(A_RULE), request.number("last", MOST));
    answer.table(
        open.furthest().stream().map(each -> SequenceAnswerRow.of(open.by(), each, request.json())).toList(),
        SequenceAnswerRow.COLUMNS);
    answer.writeRemark(
        "Open sequences: " + open.count() + (open.count() > open.furthest().size() ? "; the furthest are shown." : "."));
  }

  @Override
  public List<String> names(String action) {
    return control.rules().stream()
        .map(RuleStatus::rule)
        .filter(rule -> !action.equals("enable") || rule.state() == State.DISABLED)
        .filter(rule -> !action.equals("disable") || rule.state() != State.DISABLED)
        .map(rule -> rule.name())
        .toList();
  }
}
