package org.eyas.console.page.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eyas.api.control.AuditEntry;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;

/** The page of the audit log. */
final class AuditPage implements ConsolePage {
  private static final int MOST = 500;

  /** @param more whether older entries may match, too */
  private record Model(boolean known, String text, List<Row> entries, boolean more) {}

  private record Row(TimeElement time, String who, String what, String detail, boolean done) {
    static Row of(AuditEntry entry) {
      return new Row(TimeElement.at(entry.time()), entry.who(), entry.what(), entry.detail(), entry.done());
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;

  AuditPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String text = visit.parameter("text");
    Optional<TimeRange> time = TimeRange.of(visit.request());
    String wanted = text.toLowerCase(Locale.ROOT);
    Predicate<AuditEntry> filter =
        entry -> time.map(chosen -> chosen.contains(entry.time())).orElse(true) && holds(entry, wanted);
    List<Row> rows = services.audit().map(log -> log.find(filter, MOST)).orElse(List.of()).stream().map(Row::of).toList();
    Model model = new Model(services.audit().isPresent(), text, rows, rows.size() == MOST);
    return templates.page("audit", "Audit", visit, model);
  }

  private static boolean holds(AuditEntry entry, String text) {
    return (entry.who() + " " + entry.what() + " " + entry.detail()).toLowerCase(Locale.ROOT).contains(text);
  }
}
