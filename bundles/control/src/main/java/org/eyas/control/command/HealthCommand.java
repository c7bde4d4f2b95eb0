package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Ailment;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas health}: ends with 1 where something is not well, for scripts. */
@Component(property = "command=health")
public final class HealthCommand implements Command {
  private final Health health;

  @Activate
  public HealthCommand(@Reference Health health) {
    this.health = health;
  }

  @Override
  public void run(Request request, Answer answer) throws RefusedException, IOException {
    if (!request.action("show").equals("show")) {
      throw request.unknown();
    }
    List<Ailment> ailments = health.ailments();
    if (ailments.isEmpty()) {
      answer.remark("All is well.");
    } else {
      answer.table(ailments.stream().map(HealthCommand::row).toList(), "part", "name", "since", "problem");
      answer.fail();
    }
    List<FaultCount> faults = health.faults();
    if (!faults.isEmpty()) {
      answer.table(
          faults.stream().map(HealthCommand::row).toList(), "bundle", "service", "failures", "late", "taken_out", "last");
    }
  }

  private static Row row(Ailment ailment) {
    return Row.of("kind", "ailment")
        .with("part", ailment.part().name().toLowerCase(Locale.ROOT))
        .with("name", ailment.name())
        .with("since", Times.of(ailment.since()))
        .with("problem", ailment.problem());
  }

  private static Row row(FaultCount fault) {
    return Row.of("kind", "fault")
        .with("bundle", fault.bundle())
        .with("service", fault.service())
        .with("failures", fault.failures())
        .with("late", fault.late())
        .with("taken_out", fault.takenOut())
        .with("last", fault.last());
  }
}
