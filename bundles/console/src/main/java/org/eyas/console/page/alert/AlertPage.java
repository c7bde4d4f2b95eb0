package org.eyas.console.page.alert;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleControl;
import org.eyas.api.field.FieldClass;
import org.eyas.api.history.PastAlert;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.UserRequest;

/** The page of one alert: its processes and fields, the reason why its rule fired, and related alerts and events. */
public final class AlertPage implements ConsolePage {
  /**
   * @param document the address of its rule in its document; empty if the rule is not there
   * @param incident the id of the incident that the alert belongs to, or reports; empty if there is none
   * @param collected whether there are details at all
   * @param leftOut the number of alerts of that minute without details or explanation; empty if there are none
   * @param near the related alerts; only on a page of its own
   * @param nearNote the reason why related alerts may be missing; empty if none are
   * @param completeness the events that the rule saw in the minute of the alert; empty if they are not known
   * @param next the capture of the events that follow
   * @param events the scopes of recorded events that a user can request
   * @param test a unit test of its rule, as far as the fields that are known allow
   */
  private record Model(
      AlertListRow alert, String document, String incident, boolean collected, String leftOut, List<ProcessTreeRow> processes,
      List<AlertFieldGroup> groups,
      String explanation,
      List<RelatedAlerts.Row> near, String nearNote,
      String completeness, List<AlertEventScope> events, String test, boolean tryable, CapturePage.Model next) {}

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final boolean whole;

  /** @param whole whether this is the whole page; otherwise the part below the row of a list */
  public AlertPage(ConsoleServices services, PageTemplates templates, boolean whole) {
    this.services = services;
    this.templates = templates;
    this.whole = whole;
  }

  @Override
  public PageReply get(UserRequest visit) {
    if (!visit.parameter(LinkedAlert.ID).isEmpty()) {
      return LinkedAlert.reply(services, visit);
    }
    Optional<PastAlert> found = find(services, visit);
    if (found.isEmpty()) {
      return PageReply.text(404, "This alert is no longer in the history.");
    }
    Model model = model(found.get());
    return whole
        ? templates.page("alert", "Alert", visit, model)
        : PageReply.html(200, templates.fragment("alertdetail", model));
  }

  /** The alert that the parameter {@code number} names. */
  public static Optional<PastAlert> find(ConsoleServices services, UserRequest visit) {
    String number = visit.parameter("number");
    return number.matches("\\d{1,18}")
        ? services.alerts().flatMap(history -> history.find(Long.parseLong(number)))
        : Optional.empty();
  }

  /** The parameter {@code number} itself, whether or not the history has such an alert. */
  public static long number(UserRequest visit) throws RefusedException {
    String number = visit.parameter("number");
    if (!number.matches("\\d{1,18}")) {
      throw new RefusedException("An alert has a number.");
    }
    return Long.parseLong(number);
  }

  private String document(String rule) {
    return services.rules().map(RuleControl::rules).orElse(List.of()).stream()
        .filter(status -> status.rule().name().equals(rule))
        .findFirst()
        .map(status -> "/rules/edit?" + QueryString.parameter("document", status.document()) + "&line=" + status.line())
        .orElse("");
  }

  private String incident(Alert alert) {
    Object reported = alert.fields().get("incident.id");
    if (reported != null) {
      return reported.toString();
    }
    return services.incidents().map(IncidentControl::incidents).orElse(List.of()).stream()
        .filter(incident -> incident.steps().stream().anyMatch(step -> isStep(alert, step)))
        .map(IncidentReport::id)
        .findFirst().orElse("");
  }

  private static boolean isStep(Alert alert, IncidentStep step) {
    return !step.signal() && step.timestampNanos() == alert.timestampNanos() && step.rule().equals(alert.rule());
  }

  private Model model(PastAlert past) {
    List<FieldClass> catalog = services.engine().map(engine -> engine.fields(past.alert().source())).orElse(List.of());
    RelatedAlerts.Found near = whole ? RelatedAlerts.of(past, services) : new RelatedAlerts.Found(List.of(), "");
    return new Model(
        AlertListRow.of(past),
        whole ? document(past.alert().rule()) : "",
        incident(past.alert()),
        past.details().areCollected(),
        past.details().leftOut() == 0 ? "" : FigureFormat.count(past.details().leftOut(), "alert"),
        ProcessTreeRow.tree(past),
        whole ? AlertFieldGroup.of(past, catalog) : AlertFieldGroup.together(past, catalog),
        past.details().explanation(),
        near.rows(),
        near.note(),
        services.completeness().flatMap(known -> known.minute(past.alert())).map(minute -> minute.events().text()).orElse(""),
        Stream.of(AlertEventScope.values()).filter(events -> events.isKnown(past)).toList(),
        whole ? RuleTestText.of(past) : "",
        services.rules().isPresent() && services.journal().isPresent(),
        CapturePage.Model.of(services, past.number()));
  }
}
