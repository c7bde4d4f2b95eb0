package org.eyas.console.page;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AlertGroup;
import org.eyas.api.control.FoundAlerts;
import org.eyas.api.control.FoundGroups;
import org.eyas.api.control.PastAlert;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/** The page of alerts that match a query, as groups or one by one; a script adds new ones. */
final class AlertsPage implements Page {
  private static final int MOST = 100;
  private static final int MOST_GROUPS = 200;

  /**
   * @param error why the query was rejected; empty if it was not
   * @param note a sentence about alerts that the list does not contain; empty if it is complete
   * @param older the address of the next page; empty on the last one
   * @param newest the number of the newest alert that the list may contain
   */
  private record Model(
      boolean known, String query, String view, boolean grouped, boolean live, String error, List<GroupRow> groups,
      List<AlertRow> alerts, boolean complete, boolean empty, String note, @Nullable Moment counted, String older, String export,
      long newest,
      List<Preferences.Search> searches, List<String> columns) {}

  /**
   * @param complete whether all groups are there
   * @param counted the time from which on alerts were counted; null if all were
   * @param newest the number of the newest alert of them
   */
  private record Content(
      List<GroupRow> groups, List<AlertRow> alerts, boolean complete, String note, @Nullable Moment counted, String older,
      long newest) {
    static final Content NOTHING = new Content(List.of(), List.of(), true, "", null, "", 0);
  }

  private final Services services;
  private final Preferences preferences;
  private final Templates templates;

  AlertsPage(Services services, Preferences preferences, Templates templates) {
    this.services = services;
    this.preferences = preferences;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    String user = visit.session().user();
    AlertSelection selection = AlertSelection.of(visit.request()).withColumns(Column.of(preferences.columns(user), services));
    String error = "";
    long newest =
        services.alerts().stream().flatMap(history -> history.recent(1).stream()).mapToLong(PastAlert::number).max().orElse(0);
    Content content = Content.NOTHING;
    try {
      if (services.search().isPresent()) {
        content = selection.grouped() ? groups(selection) : alerts(selection);
      }
    } catch (RefusedException e) {
      error = Reason.of(e);
    }
    boolean live = selection.isLive() && error.isEmpty();
    Model model =
        new Model(
            services.search().isPresent(), selection.query(), selection.view(), selection.grouped(), live, error,
            content.groups(), content.alerts(), content.complete(),
            content.groups().isEmpty() && content.alerts().isEmpty(), content.note(), content.counted(), content.older(),
            Links.query("q", selection.query()) + selection.timeParameter(), Math.max(newest, content.newest()),
            preferences.searches(user),
            selection.columns().stream().map(Column::name).toList());
    return templates.page(error.isEmpty() ? 200 : 400, "alerts", "Alerts", visit, model);
  }

  private Content groups(AlertSelection selection) throws RefusedException {
    FoundGroups found = AlertSelection.search(services).groups(selection.searched());
    List<GroupRow> rows =
        found.groups().stream()
            .limit(MOST_GROUPS)
            .map(group -> GroupRow.of(group, found.hours().getOrDefault(group.key(), List.of()), selection))
            .toList();
    boolean complete = rows.size() == found.groups().size() && found.next() == 0;
    return new Content(rows, List.of(), complete, note(found), counted(found), "", newest(found));
  }

  // Alerts that came during the search are counted already: the stream must not add them again.
  private static long newest(FoundGroups found) {
    return found.groups().stream().mapToLong(AlertGroup::newest).max().orElse(0);
  }

  private static String note(FoundGroups found) {
    String more = found.groups().size() > MOST_GROUPS ? "The newest " + MOST_GROUPS + " groups are shown. " : "";
    return found.next() != 0 && found.groups().isEmpty()
        ? "The search took too long, and found nothing so far. Narrow it, for example with since:1h."
        : more;
  }

  private static @Nullable Moment counted(FoundGroups found) {
    return found.next() == 0 || found.groups().isEmpty()
        ? null
        : Moment.at(found.groups().stream().mapToLong(AlertGroup::firstNanos).min().orElse(0));
  }

  private Content alerts(AlertSelection selection) throws RefusedException {
    FoundAlerts found = AlertSelection.search(services).find(selection.searched(), selection.below(), MOST);
    String older = found.next() == 0 ? "" : selection.address("/alerts", selection.query(), found.next());
    String note = found.next() > 0 && found.alerts().size() < MOST ? "Not all alerts were searched yet." : "";
    return new Content(List.of(), rows(found, selection), true, note, null, older, 0);
  }

  private static List<AlertRow> rows(FoundAlerts found, AlertSelection selection) {
    return found.alerts().stream().map(past -> AlertRow.of(past, selection.columns())).toList();
  }
}
