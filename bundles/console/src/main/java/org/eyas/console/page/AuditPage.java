package org.eyas.console.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eyas.api.control.AuditEntry;

/** The page of the audit log. */
final class AuditPage implements Page {
  private static final int MOST = 500;

  private record Model(boolean known, String text, List<Row> entries) {}

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
    List<Row> rows =
        services.audit().map(log -> log.recent(MOST)).orElse(List.of()).stream()
            .filter(entry -> time.map(chosen -> chosen.holds(entry.time())).orElse(true))
            .filter(entry -> holds(entry, text.toLowerCase(Locale.ROOT)))
            .map(Row::of)
            .toList();
    return templates.page("audit", "Audit", visit, new Model(services.audit().isPresent(), text, rows));
  }

  private static boolean holds(AuditEntry entry, String text) {
    return (entry.who() + " " + entry.what() + " " + entry.detail()).toLowerCase(Locale.ROOT).contains(text);
  }
}
