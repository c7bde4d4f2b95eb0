package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Journal;
import org.eyas.api.control.Trial;

/**
 * Parts of the editor's page: the alerts that a changed document would have raised for the recent events, and the
 * journal of these events.
 */
final class TrialPage implements Page {
  private static final int MOST = 50;
  private static final long LIMIT_BYTES = 32 << 20;
  private static final long SECONDS = 600;

  private record Model(JournalRow journal, String matches, boolean more, List<AlertRow> alerts, String nearest) {}

  private final Services services;
  private final Documents documents;
  private final Templates templates;
  private final Audit audit;

  TrialPage(Services services, Templates templates, Audit audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
    documents = new Documents(services);
  }

  @Override
  public Reply get(Visit visit) {
    return journal();
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    return switch (visit.parameter("do")) {
      case "record" -> {
        String extent = "up to " + Figures.bytes(LIMIT_BYTES) + " for " + Figures.span(SECONDS);
        audit.make(visit, "record events", extent, () -> keeper().record(LIMIT_BYTES, SECONDS));
        yield journal();
      }
      case "clear" -> {
        audit.make(visit, "forget recorded events", "", () -> keeper().clear());
        yield journal();
      }
      default -> attempt(visit);
    };
  }

  private Journal keeper() throws RefusedException {
    return services.journal().orElseThrow(() -> new RefusedException("The journal of recent events is not available."));
  }

  private Reply journal() {
    return Reply.html(200, templates.fragment("journal", JournalRow.of(services)));
  }

  private Reply attempt(Visit visit) throws RefusedException, IOException {
    var control = services.rules().orElseThrow(() -> new RefusedException("Rules cannot be tried: the engine is not available."));
    String content = Documents.unixLines(visit.parameter("content"));
    Trial trial = control.attempt(documents.with(visit.parameter("document"), content), visit.parameter("rule").strip(), MOST);
    List<AlertRow> rows = trial.alerts().stream().map(AlertRow::of).toList();
    Model model =
        new Model(JournalRow.of(trial.span()), Figures.count(trial.matches()), trial.matches() > rows.size(), rows,
            trial.nearest());
    return Reply.html(200, templates.fragment("trial", model));
  }
}
