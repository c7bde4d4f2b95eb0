package org.eyas.console.page;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.FoundAlerts;
import org.eyas.api.failure.Reason;

/** A part of the page of alerts: the single alerts of a group that the user opened. */
final class AlertListPage implements Page {
  private static final int MOST = 20;

  private record Model(List<AlertRow> alerts, String older) {}

  private final Services services;
  private final Preferences preferences;
  private final Templates templates;

  AlertListPage(Services services, Preferences preferences, Templates templates) {
    this.services = services;
    this.preferences = preferences;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    AlertSelection selection = AlertSelection.of(visit.request());
    List<Column> columns = Column.of(preferences.columns(visit.session().user()), services);
    try {
      FoundAlerts found = AlertSelection.search(services).find(selection.searched(), selection.below(), MOST);
      String older = found.next() == 0 ? "" : selection.address("/alerts/list", selection.query(), found.next());
      Model model = new Model(found.alerts().stream().map(past -> AlertRow.of(past, columns)).toList(), older);
      return Reply.html(200, templates.fragment("alertlist", model));
    } catch (RefusedException e) {
      return Reply.text(400, Reason.of(e));
    }
  }
}
