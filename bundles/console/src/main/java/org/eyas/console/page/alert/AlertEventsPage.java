package org.eyas.console.page.alert;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.Trial;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;

/**
 * A part of the page of an alert, from the journal of recent events: the events of the alert's processes, container or
 * session, or the events for which its rule nearly fired. A trial may take seconds, so it runs only if an admin
 * requests it.
 */
public final class AlertEventsPage implements ConsolePage {
  private static final int MOST_EVENTS = 200;

  /** @param these the processes, container or session to which the events and the alert belong */
  private record Model(JournalSummary journal, String matches, String these, boolean more, List<AlertListRow> alerts,
      String nearest) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public AlertEventsPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    return PageReply.text(405, "This part of a page is requested by the page of an alert.");
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    PastAlert past =
        AlertPage.find(services, visit).orElseThrow(() -> new RefusedException("This alert is no longer in the history."));
    RuleControl rules =
        services.rules().orElseThrow(() -> new RefusedException("Not available: the engine is not running."));
    Optional<AlertEventScope> events = AlertEventScope.of(visit.parameter("do"));
    Trial trial =
        events.isPresent()
            ? rules.tryRules(List.of(events.get().rule(past)), "", MOST_EVENTS)
            : rules.tryRules(rules.documents(), past.alert().rule(), 1);
    boolean near = !trial.nearest().isEmpty();
    List<AlertListRow> rows = near ? List.of() : trial.alerts().reversed().stream().map(AlertListRow::of).toList();
    Model model =
        new Model(
            JournalSummary.of(trial.span()), FigureFormat.count(trial.matches()), events.map(AlertEventScope::these).orElse(""),
            !near && trial.matches() > rows.size(), rows,
            trial.nearest());
    return PageReply.html(200, templates.fragment("alertevents", model));
  }
}
