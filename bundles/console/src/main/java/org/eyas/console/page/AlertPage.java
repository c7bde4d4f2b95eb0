package org.eyas.console.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.PastAlert;
import org.eyas.api.control.RuleControl;
import org.eyas.api.field.FieldClass;

/** The page of one alert: its processes and fields, the reason why its rule fired, and related alerts and events. */
final class AlertPage implements Page {
  /**
   * @param document the address of its rule in its document; empty if the rule is not there
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
      AlertRow alert, String document, boolean collected, String leftOut, List<ProcessRow> processes, List<FieldGroup> groups,
      String explanation,
      List<RelatedAlerts.Row> near, String nearNote,
      String completeness, List<AlertEvents> events, String test, boolean tryable, CapturePage.Model next) {}

  private final Services services;
  private final Templates templates;
  private final boolean whole;

  /** @param whole whether this is the whole page; otherwise the part below the row of a list */
  AlertPage(Services services, Templates templates, boolean whole) {
    this.services = services;
    this.templates = templates;
    this.whole = whole;
  }

  @Override
  public Reply get(Visit visit) {
    Optional<PastAlert> found = find(services, visit);
    if (found.isEmpty()) {
      return Reply.text(404, "This alert is no longer in the history.");
    }
    Model model = model(found.get());
    return whole
        ? templates.page("alert", "Alert", visit, model)
        : Reply.html(200, templates.fragment("alertdetail", model));
  }

  /** The alert that the parameter {@code number} names. */
  static Optional<PastAlert> find(Services services, Visit visit) {
    String number = visit.parameter("number");
    return number.matches("\\d{1,18}")
        ? services.alerts().flatMap(history -> history.find(Long.parseLong(number)))
        : Optional.empty();
  }

  /** The parameter {@code number} itself, whether or not the history has such an alert. */
  static long number(Visit visit) throws RefusedException {
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
        .map(status -> "/rules/edit?" + Links.query("document", status.document()) + "&line=" + status.line())
        .orElse("");
  }

  private Model model(PastAlert past) {
    List<FieldClass> catalog = services.engine().map(engine -> engine.fields(past.alert().source())).orElse(List.of());
    RelatedAlerts.Found near = whole ? RelatedAlerts.of(past, services) : new RelatedAlerts.Found(List.of(), "");
    return new Model(
        AlertRow.of(past),
        whole ? document(past.alert().rule()) : "",
        past.details().areCollected(),
        past.details().leftOut() == 0 ? "" : Figures.count(past.details().leftOut(), "alert"),
        ProcessRow.tree(past),
        whole ? FieldGroup.of(past, catalog) : FieldGroup.together(past, catalog),
        past.details().explanation(),
        near.rows(),
        near.note(),
        services.completeness().flatMap(known -> known.minute(past.alert())).map(minute -> minute.events().text()).orElse(""),
        Stream.of(AlertEvents.values()).filter(events -> events.isKnown(past)).toList(),
        whole ? RuleTestText.of(past) : "",
        services.rules().isPresent() && services.journal().isPresent(),
        CapturePage.Model.of(services, past.number()));
  }
}
