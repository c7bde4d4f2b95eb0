package org.eyas.control.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.incident.IncidentVerdict;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code eyas incidents}. */
@Component(property = ControlCommand.NAME + "=incidents")
public final class IncidentsCommand implements ControlCommand {
  private static final String[] COLUMNS = {"incident", "state", "score", "steps", "from", "to", "tactics", "began_with"};
  private static final String[] STEP_COLUMNS =
      {"step", "time", "points", "score", "rule", "program", "pid", "object", "tactic", "adds"};

  private static final String[] VERDICT_COLUMNS = {"incident", "given", "ends", "hidden", "steps"};

  private final AuditedActions actions;
  private final Completeness completeness;

  /** Null while {@code eyas.incidents.enabled} is false. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC) volatile @Nullable IncidentControl control;

  @Activate
  public IncidentsCommand(@Reference AuditLog audit, @Reference Completeness completeness) {
    actions = new AuditedActions(audit);
    this.completeness = completeness;
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    IncidentControl incidents = control();
    switch (request.action("list")) {
      case "list" -> answer.table(incidents.incidents().stream().map(IncidentsCommand::row).toList(), COLUMNS);
      case "show" -> show(found(incidents, id(request)), answer);
      case "close" -> {
        String id = id(request);
        actions.run(request, "close incident", id, () -> incidents.close(id));
        answer.writeSentence("The incident " + id + " is closed; later steps begin another one.");
      }
      case "harmless" -> {
        String id = id(request);
        actions.run(request, "close incident as harmless", id, () -> incidents.closeAsHarmless(id));
        answer.writeSentence(
            "The incident " + id + " is closed. For 30 days, incidents of the same rules and programs are not reported;"
                + " eyas incidents withdraw " + id + " ends this.");
      }
      case "verdicts" -> answer.table(incidents.verdicts().stream().map(IncidentsCommand::row).toList(), VERDICT_COLUMNS);
      case "withdraw" -> {
        String id = id(request);
        actions.run(request, "withdraw verdict", id, () -> incidents.withdraw(id));
        answer.writeSentence("Incidents like " + id + " are reported again.");
      }
      case "unlink" -> unlink(incidents, request, answer);
      default -> throw request.unknown();
    }
  }

  private IncidentControl control() throws RefusedException {
    IncidentControl now = control;
    if (now == null) {
      throw new RefusedException("this engine does not join alerts to incidents; set eyas.incidents.enabled: true");
    }
    return now;
  }

  private static String id(CommandRequest request) throws RefusedException {
    return request.operand("the id of an incident; eyas incidents lists them");
  }

  private static IncidentReport found(IncidentControl incidents, String id) throws RefusedException {
    return incidents.find(id)
        .orElseThrow(() -> new RefusedException("there is no incident '" + id + "'; eyas incidents lists them"));
  }

  private void unlink(IncidentControl incidents, CommandRequest request, CommandAnswer answer)
      throws RefusedException, IOException {
    String id = id(request);
    int number = request.number("step", 0);
    AtomicReference<@Nullable IncidentStep> removed = new AtomicReference<>();
    actions.run(request, "unlink step of incident", id + ", step " + number, () -> removed.set(incidents.unlink(id, number)));
    IncidentStep step = removed.get();
    answer.writeSentence(
        "The step of rule '" + (step == null ? "" : step.rule()) + "' is removed from " + id
            + "; later ones like it stay out, too.");
  }

  private void show(IncidentReport incident, CommandAnswer answer) throws IOException {
    SeenEvents unseen = unseen(incident);
    answer.details(
        row(incident)
            .with("techniques", List.copyOf(incident.techniques()))
            .with("alerts_sent", incident.alerts())
            .with("repeats", incident.repeats())
            .with("left_out", incident.leftOut())
            .with("lost", unseen.allLost())
            .with("blind_seconds", unseen.blindSeconds())
            .with("merged", List.copyOf(incident.mergedIds())));
    answer.writeRemark("");
    List<AnswerRow> rows = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (IncidentStep step : incident.steps()) {
      List<String> added = step.techniques().stream().filter(known::add).toList();
      rows.add(row(rows.size() + 1, step, incident, added));
    }
    answer.table(rows, STEP_COLUMNS);
  }

  /** Returns what the rule that missed most did not see in the minutes of {@code incident}: steps may be missing. */
  private SeenEvents unseen(IncidentReport incident) {
    return completeness.rules(Instant.ofEpochSecond(0, incident.firstNanos()), Instant.ofEpochSecond(0, incident.lastNanos() + 1))
        .stream()
        .map(RuleCompleteness::total)
        .max(Comparator.comparingLong(SeenEvents::allLost).thenComparingLong(SeenEvents::blindSeconds))
        .orElse(SeenEvents.NONE);
  }

  private static AnswerRow row(IncidentVerdict verdict) {
    return AnswerRow.of("incident", verdict.incident())
        .with("given", AnswerTimeText.ofNanos(verdict.givenNanos()))
        .with("ends", AnswerTimeText.ofNanos(verdict.endNanos()))
        .with("hidden", verdict.hidden())
        .with("steps", List.copyOf(verdict.steps()));
  }

  private static AnswerRow row(IncidentReport incident) {
    return AnswerRow.of("incident", incident.id())
        .with("state", incident.open() ? "open" : "closed")
        .with("score", String.format(Locale.ROOT, "%.0f", incident.score()))
        .with("steps", incident.steps().size())
        .with("from", AnswerTimeText.ofNanos(incident.firstNanos()))
        .with("to", AnswerTimeText.ofNanos(incident.lastNanos()))
        .with("tactics", incident.tactics())
        .with("began_with", incident.steps().getFirst().rule());
  }

  /** @param added the techniques that no earlier step has */
  private static AnswerRow row(int number, IncidentStep step, IncidentReport incident, List<String> added) {
    return AnswerRow.of("step", number)
        .with("time", AnswerTimeText.ofNanos(step.timestampNanos()))
        .with("points", step.points())
        .with("score", String.format(Locale.ROOT, "%.0f", incident.scoreAfter(number)))
        .with("signal", step.signal())
        .with("rule", step.rule())
        .with("program", step.program())
        .with("pid", step.pid())
        .with("command", step.command())
        .with("object", step.object())
        .with("tactic", step.tactic())
        .with("techniques", List.copyOf(step.techniques()))
        .with("adds", added)
        .with("message", step.message());
  }

  @Override
  public List<String> names(String action) {
    IncidentControl now = control;
    if (now == null) {
      return List.of();
    }
    return action.equals("withdraw")
        ? now.verdicts().stream().map(IncidentVerdict::incident).toList()
        : now.incidents().stream().map(IncidentReport::id).toList();
  }
}
