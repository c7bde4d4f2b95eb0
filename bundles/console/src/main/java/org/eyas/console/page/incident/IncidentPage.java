package org.eyas.console.page.incident;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.alert.AlertSelection;
import org.jspecify.annotations.Nullable;

/** The page of one incident: its steps in the order of time. An admin can close it, and remove a step. */
public final class IncidentPage implements ConsolePage {
  public static final String PATH = "/incident";

  /** @param incident null if there is no such incident: it was closed long ago, or never was */
  private record Model(@Nullable IncidentSummary incident, List<Row> rows, String repeats, String leftOut, String merged,
      boolean known) {
    static final Model NONE = new Model(null, List.of(), "", "", "", true);
    static final Model NOT_AVAILABLE = new Model(null, List.of(), "", "", "", false);

    static Model of(IncidentReport incident) {
      List<Row> rows = new ArrayList<>();
      incident.steps().forEach(step -> rows.add(Row.of(rows.size() + 1, step)));
      return new Model(
          IncidentSummary.of(incident), rows, shown(incident.repeats()), shown(incident.leftOut()),
          String.join(", ", incident.mergedIds()),
          true);
    }
  }

  /** A count; empty for 0, which says nothing. */
  private static String shown(long count) {
    return count == 0 ? "" : FigureFormat.count(count);
  }

  /** @param alerts the address of the alert; empty for a signal */
  private record Row(
      int number, TimeElement time, int points, String kind, String rule, String program, long pid, String command, String object,
      String tactic, String techniques, String message, String alerts) {
    static Row of(int number, IncidentStep step) {
      return new Row(
          number, TimeElement.at(step.timestampNanos()), step.points(), step.signal() ? "signal" : "alert", step.rule(),
          step.program(),
          step.pid(), step.command(), step.object(), step.tactic(), String.join(" ", step.techniques()), step.message(),
          step.signal() ? "" : alerts(step));
    }

    /** The address of the alerts of the rule in the second of the step. */
    private static String alerts(IncidentStep step) {
      Instant second = Instant.ofEpochSecond(0, step.timestampNanos()).truncatedTo(ChronoUnit.SECONDS);
      return "/alerts?view=alerts&" + QueryString.parameter("q", AlertSelection.term("rule", step.rule())) + "&"
          + new TimeRange(second, second.plusSeconds(1)).parameter();
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public IncidentPage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    Optional<IncidentReport> incident = services.incidents().flatMap(control -> control.find(visit.parameter("id")));
    String title = incident.map(found -> "Incident " + found.id()).orElse("Incident");
    return templates.page("incident", title, visit,
        incident.map(Model::of).orElse(services.incidents().isPresent() ? Model.NONE : Model.NOT_AVAILABLE));
  }

  private IncidentControl control() throws RefusedException {
    return services.incidents()
        .orElseThrow(
            () -> new RefusedException("The engine does not join alerts to incidents; set eyas.incidents.enabled: true."));
  }

  /** Closes the incident, as harmless or not, or removes a step from it. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    IncidentControl control = control();
    String id = visit.parameter("id");
    if (visit.parameter("verdict").equals("harmless")) {
      audit.applyAudited(visit, "close incident as harmless", id, () -> control.closeAsHarmless(id));
      return PageReply.redirect(IncidentsPage.PATH);
    }
    String step = visit.parameter("step");
    if (step.isEmpty()) {
      audit.applyAudited(visit, "close incident", id, () -> control.close(id));
      return PageReply.redirect(IncidentsPage.PATH);
    }
    int number = step.matches("\\d{1,4}") ? Integer.parseInt(step) : 0;
    audit.applyAudited(visit, "unlink step of incident", id + ", step " + number, () -> control.unlink(id, number));
    return PageReply.redirect(control.find(id).isPresent() ? PATH + "?" + QueryString.parameter("id", id) : IncidentsPage.PATH);
  }
}
