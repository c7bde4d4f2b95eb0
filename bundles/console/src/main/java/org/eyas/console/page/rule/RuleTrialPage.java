package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Journal;
import org.eyas.api.control.Trial;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertListRow;
import org.eyas.console.page.alert.JournalSummary;

/**
 * Parts of the editor's page: the alerts that a changed document would have raised for the recent events, and the
 * journal of these events.
 */
public final class RuleTrialPage implements ConsolePage {
  private static final int MOST = 50;
  private static final long LIMIT_BYTES = 32 << 20;
  private static final long SECONDS = 600;

  private record Model(JournalSummary journal, String matches, boolean more, List<AlertListRow> alerts, String nearest) {}

  private final ConsoleServices services;
  private final RuleDocuments documents;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public RuleTrialPage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
    documents = new RuleDocuments(services);
  }

  @Override
  public PageReply get(UserRequest visit) {
    return journal();
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    return switch (visit.parameter("do")) {
      case "record" -> {
        String extent = "up to " + FigureFormat.bytes(LIMIT_BYTES) + " for " + FigureFormat.span(SECONDS);
        audit.applyAudited(visit, "record events", extent, () -> requiredJournal().record(LIMIT_BYTES, SECONDS));
        yield journal();
      }
      case "clear" -> {
        audit.applyAudited(visit, "forget recorded events", "", () -> requiredJournal().clear());
        yield journal();
      }
      default -> attempt(visit);
    };
  }

  private Journal requiredJournal() throws RefusedException {
    return services.journal().orElseThrow(() -> new RefusedException("The journal of recent events is not available."));
  }

  private PageReply journal() {
    return PageReply.html(200, templates.fragment("journal", JournalSummary.of(services)));
  }

  private PageReply attempt(UserRequest visit) throws RefusedException, IOException {
    var control = services.rules().orElseThrow(() -> new RefusedException("Rules cannot be tried: the engine is not available."));
    String content = RuleDocuments.unixLines(visit.parameter("content"));
    Trial trial =
        control.tryRules(documents.withContent(visit.parameter("document"), content), visit.parameter("rule").strip(), MOST);
    List<AlertListRow> rows = trial.alerts().stream().map(AlertListRow::of).toList();
    Model model =
        new Model(JournalSummary.of(trial.span()), FigureFormat.count(trial.matches()), trial.matches() > rows.size(), rows,
            trial.nearest());
    return PageReply.html(200, templates.fragment("trial", model));
  }
}
