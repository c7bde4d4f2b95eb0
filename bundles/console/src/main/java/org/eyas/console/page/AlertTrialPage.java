package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.PastAlert;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.Trial;

/**
 * A part of the page of an alert, from the journal of recent events: the events of the alert's processes, container or
 * session, or the events for which its rule nearly fired. A trial may take seconds, so it runs only if an admin
 * requests it.
 */
final class AlertTrialPage implements Page {
  private static final int MOST_EVENTS = 200;

  /** @param these the processes, container or session to which the events and the alert belong */
  private record Model(JournalRow journal, String matches, String these, boolean more, List<AlertRow> alerts, String nearest) {}

  private final Services services;
  private final Templates templates;

  AlertTrialPage(Services services, Templates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    return Reply.text(405, "This part of a page is requested by the page of an alert.");
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    PastAlert past =
        AlertPage.find(services, visit).orElseThrow(() -> new RefusedException("This alert is no longer in the history."));
    RuleControl rules =
        services.rules().orElseThrow(() -> new RefusedException("Not available: the engine is not running."));
    Optional<AlertEvents> events = AlertEvents.of(visit.parameter("do"));
    Trial trial =
        events.isPresent()
            ? rules.attempt(List.of(events.get().rule(past)), "", MOST_EVENTS)
            : rules.attempt(rules.documents(), past.alert().rule(), 1);
    boolean near = !trial.nearest().isEmpty();
    List<AlertRow> rows = near ? List.of() : trial.alerts().reversed().stream().map(AlertRow::of).toList();
    Model model =
        new Model(
            JournalRow.of(trial.span()), Figures.count(trial.matches()), events.map(AlertEvents::these).orElse(""),
            !near && trial.matches() > rows.size(), rows,
            trial.nearest());
    return Reply.html(200, templates.fragment("alertevents", model));
  }
}
