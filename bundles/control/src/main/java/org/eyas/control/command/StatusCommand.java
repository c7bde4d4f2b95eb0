package org.eyas.control.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.SourceControl;
import org.eyas.api.rule.RuleSetView.State;
import org.eyas.api.version.Versions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas status}: exits with 1 if there is a problem, as {@code eyas health} does. */
@Component(property = ControlCommand.NAME + "=status")
public final class StatusCommand implements ControlCommand {
  private final Health health;
  private final SourceControl sources;
  private final RuleControl rules;
  private final OutputControl outputs;
  private final ConfigurationFile file;

  @Activate
  public StatusCommand(
      @Reference Health health,
      @Reference SourceControl sources,
      @Reference RuleControl rules,
      @Reference OutputControl outputs,
      @Reference ConfigurationFile file) {
    this.health = health;
    this.sources = sources;
    this.rules = rules;
    this.outputs = outputs;
    this.file = file;
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws IOException {
    List<HealthProblem> problems = health.problems();
    answer.details(engine(problems));
    answer.writeRemark("");
    answer.table(sources.sources().stream().map(SourcesCommand::row).toList(), SourcesCommand.COLUMNS);
    answer.writeRemark("");
    answer.table(outputs.outputs().stream().map(OutputsCommand::row).toList(), OutputsCommand.COLUMNS);
    if (!problems.isEmpty()) {
      answer.writeRemark("");
      answer.table(problems.stream().map(HealthCommand::row).toList(), HealthCommand.PROBLEM_COLUMNS);
      answer.markFailed();
    }
  }

  private AnswerRow engine(List<HealthProblem> problems) {
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    List<RuleStatus> loaded = rules.rules();
    return AnswerRow.of("version", Versions.EYAS)
        .with("process", ProcessHandle.current().pid())
        .with("running_since", AnswerTimeText.of(start))
        .with("running_for", AnswerTimeText.durationText(Duration.between(start, Instant.now())))
        .with("configuration", file.path().isEmpty() ? "no file, built-in values" : file.path())
        .with("rules_enabled", count(loaded, State.ENABLED))
        .with("rules_disabled", count(loaded, State.DISABLED))
        .with("rules_parked", count(loaded, State.PARKED))
        .with("health", problems.isEmpty() ? "healthy" : problems.size() == 1 ? "1 problem" : problems.size() + " problems");
  }

  private static long count(List<RuleStatus> rules, State state) {
    return rules.stream().filter(rule -> rule.rule().state() == state).count();
  }
}
