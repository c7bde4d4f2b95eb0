package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.FoundAlerts;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;

/** A part of the page of alerts: the single alerts of a group that the user opened. */
public final class AlertListPage implements ConsolePage {
  private static final int MOST = 20;

  private record Model(List<AlertListRow> alerts, String older) {}

  private final ConsoleServices services;
  private final UserPreferences preferences;
  private final PageTemplates templates;

  public AlertListPage(ConsoleServices services, UserPreferences preferences, PageTemplates templates) {
    this.services = services;
    this.preferences = preferences;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    AlertSelection selection = AlertSelection.of(visit.request());
    List<AlertColumn> columns = AlertColumn.of(preferences.columns(visit.session().user()), services);
    try {
      FoundAlerts found = AlertSelection.search(services).find(selection.fullQuery(), selection.below(), MOST);
      String older = found.next() == 0 ? "" : selection.listAddress("/alerts/list", selection.query(), found.next());
      Model model = new Model(found.alerts().stream().map(past -> AlertListRow.of(past, columns)).toList(), older);
      return PageReply.html(200, templates.fragment("alertlist", model));
    } catch (RefusedException e) {
      return PageReply.text(400, Reason.of(e));
    }
  }
}
