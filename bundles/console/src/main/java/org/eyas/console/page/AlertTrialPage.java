package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AlertProcess;
import org.eyas.api.control.PastAlert;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.Trial;
import org.eyas.api.rule.RuleDocument;

/**
 * What the journal of recent events says about an alert, as a part of its page: the events of its processes, and the events for
 * which its rule nearly fired. A trial may take seconds, so admins request it.
 */
final class AlertTrialPage implements Page {
  private static final int MOST_EVENTS = 200;
  private static final long NANOS = TimeUnit.MINUTES.toNanos(RelatedAlerts.MINUTES);

  private record Model(JournalRow journal, String matches, boolean more, List<AlertRow> alerts, String nearest) {}

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
    Trial trial =
        visit.parameter("do").equals("near")
            ? rules.attempt(rules.documents(), past.alert().rule(), 1)
            : rules.attempt(List.of(eventsOf(past)), "", MOST_EVENTS);
    boolean near = !trial.nearest().isEmpty();
    List<AlertRow> rows = near ? List.of() : trial.alerts().reversed().stream().map(AlertRow::of).toList();
    Model model =
        new Model(
            JournalRow.of(trial.span()), Figures.count(trial.matches()), !near && trial.matches() > rows.size(), rows,
            trial.nearest());
    return Reply.html(200, templates.fragment("alertevents", model));
  }

  /** A rule that fires for the events of the alert's processes in the minutes around it. */
  static RuleDocument eventsOf(PastAlert past) throws RefusedException {
    Set<Long> pids = new TreeSet<>();
    past.details().processes().stream()
        .filter(process -> process.relation() != AlertProcess.Relation.SIBLING
            && process.relation() != AlertProcess.Relation.ANCESTOR)
        .forEach(process -> pids.add(process.pid()));
    if (past.alert().fields().get("proc.pid") instanceof Long pid) {
      pids.add(pid);
    }
    if (pids.isEmpty()) {
      throw new RefusedException("The process of this alert is not known: neither its details nor proc.pid were kept.");
    }
    String ids = pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    long nanos = past.alert().timestampNanos();
    String condition =
        String.format(
            Locale.ROOT, "evt.rawtime >= %d and evt.rawtime <= %d and (proc.pid in (%s) or proc.ppid in (%s))", nanos - NANOS,
            nanos + NANOS, ids, ids);
    return new RuleDocument(
        "events of an alert",
        "- rule: Event\n  desc: An event of these processes.\n  condition: " + condition + "\n"
            + "  output: \"%proc.name (%proc.pid) %evt.type %evt.args\"\n  priority: DEBUG\n  warn_evttypes: false\n");
  }
}
