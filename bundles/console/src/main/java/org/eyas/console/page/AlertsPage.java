package org.eyas.console.page;

import java.util.List;
import org.eyas.api.control.PastAlert;

/** The page of the newest alerts; a script adds new ones. */
final class AlertsPage implements Page {
  private static final int MOST = 200;

  private record Model(boolean known, AlertFilter filter, List<AlertRow> alerts) {}

  private final Services services;
  private final Templates templates;

  AlertsPage(Services services, Templates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    AlertFilter filter = AlertFilter.of(visit);
    List<PastAlert> recent = services.alerts().map(history -> history.recent(MOST)).orElse(List.of());
    List<AlertRow> rows = recent.stream().map(AlertRow::of).filter(row -> row.fits(filter)).toList();
    return templates.page("alerts", "Alerts", visit.session(), new Model(services.alerts().isPresent(), filter, rows));
  }

  /** One alert as a row of the page. */
  static String row(Templates templates, PastAlert alert) {
    return templates.fragment("alertrow", AlertRow.of(alert));
  }
}
