package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas health}: exits with 1 if there is a problem, for scripts. */
@Component(property = ControlCommand.NAME + "=health")
public final class HealthCommand implements ControlCommand {
  static final String[] PROBLEM_COLUMNS = {"part", "name", "since", "problem"};

  private final Health health;
  private final AuditedActions actions;

  @Activate
  public HealthCommand(@Reference Health health, @Reference AuditLog audit) {
    this.health = health;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("show")) {
      case "show" -> show(answer);
      case "readmit" -> readmit(request, answer, request.operand("the name of a bundle"));
      default -> throw request.unknown();
    }
  }

  private void readmit(CommandRequest request, CommandAnswer answer, String bundle) throws RefusedException, IOException {
    actions.run(request, "readmit bundle", bundle, () -> health.readmit(bundle));
    answer.writeSentence("The services of " + bundle + " that were taken out are called again.");
  }

  @Override
  public List<String> names(String action) {
    return health.faults().stream().filter(FaultCount::takenOut).map(FaultCount::bundle).distinct().toList();
  }

  private void show(CommandAnswer answer) throws IOException {
    List<HealthProblem> problems = health.problems();
    if (problems.isEmpty()) {
      answer.writeRemark("Healthy.");
    } else {
      answer.table(problems.stream().map(HealthCommand::row).toList(), PROBLEM_COLUMNS);
      answer.markFailed();
    }
    List<FaultCount> faults = health.faults();
    if (!faults.isEmpty()) {
      answer.table(
          faults.stream().map(HealthCommand::row).toList(), "bundle", "service", "failures", "late", "greedy", "taken_out",
          "last");
    }
  }

  static AnswerRow row(HealthProblem problem) {
    return AnswerRow.of("kind", "problem")
        .with("part", problem.part().name().toLowerCase(Locale.ROOT))
        .with("name", problem.name())
        .with("since", AnswerTimeText.of(problem.since()))
        .with("problem", problem.problem());
  }

  private static AnswerRow row(FaultCount fault) {
    return AnswerRow.of("kind", "fault")
        .with("bundle", fault.bundle())
        .with("service", fault.service())
        .with("failures", fault.failures())
        .with("late", fault.late())
        .with("greedy", fault.greedy())
        .with("taken_out", fault.takenOut())
        .with("last", fault.last());
  }
}
