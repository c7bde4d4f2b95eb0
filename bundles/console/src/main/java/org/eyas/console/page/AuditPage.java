package org.eyas.console.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eyas.api.control.AuditEntry;

/** The page of the audit log. */
final class AuditPage implements Page {
  private static final int MOST = 500;

  /** @param more whether older entries may match, too */
  private record Model(boolean known, String text, List<Row> entries, boolean more) {}

  private record Row(Moment time, String who, String what, String detail, boolean done) {
    static Row of(AuditEntry entry) {
      return new Row(Moment.at(entry.time()), entry.who(), entry.what(), entry.detail(), entry.done());
    }
  }

  private final Services services;
  private final Templates templates;

  AuditPage(Services services, Templates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    String text = visit.parameter("text");
    Optional<TimeRange> time = TimeRange.of(visit.request());
    String wanted = text.toLowerCase(Locale.ROOT);
    Predicate<AuditEntry> filter =
        entry -> time.map(chosen -> chosen.holds(entry.time())).orElse(true) && holds(entry, wanted);
    List<Row> rows = services.audit().map(log -> log.find(filter, MOST)).orElse(List.of()).stream().map(Row::of).toList();
    Model model = new Model(services.audit().isPresent(), text, rows, rows.size() == MOST);
    return templates.page("audit", "Audit", visit, model);
  }

  private static boolean holds(AuditEntry entry, String text) {
    return (entry.who() + " " + entry.what() + " " + entry.detail()).toLowerCase(Locale.ROOT).contains(text);
  }
}
