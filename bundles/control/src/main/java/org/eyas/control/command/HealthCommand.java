package org.eyas.control.command;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code eyas health}: exits with 1 if there is a problem, for scripts. */
@Component(property = ControlCommand.NAME + "=health")
public final class HealthCommand implements ControlCommand {
  static final String[] PROBLEM_COLUMNS = {"part", "name", "since", "problem"};

  private final Health health;
  private final List<ChainedRecord> records = new CopyOnWriteArrayList<>();
  private final AuditedActions actions;

  @Activate
  public HealthCommand(@Reference Health health, @Reference AuditLog audit) {
    this.health = health;
    actions = new AuditedActions(audit);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRecord(ChainedRecord record) {
    records.add(record);
  }

  void unbindRecord(ChainedRecord record) {
    records.remove(record);
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
    List<AnswerRow> heads = records.stream().sorted(Comparator.comparing(ChainedRecord::name))
        .filter(record -> !record.head().isEmpty()).map(HealthCommand::row).toList();
    if (!heads.isEmpty()) {
      answer.table(heads, "record", "head");
    }
  }

  private static AnswerRow row(ChainedRecord record) {
    return AnswerRow.of("kind", "record").with("record", record.name()).with("head", record.head());
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
