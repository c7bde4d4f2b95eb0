package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.UserRequest;
import org.jspecify.annotations.Nullable;

/** The page of alerts that match a query, as groups or one by one; a script adds new ones. */
public final class AlertsPage implements ConsolePage {
  private static final int MOST = 100;
  private static final int MOST_GROUPS = 200;

  /**
   * @param error why the query was rejected; empty if it was not
   * @param note a sentence about alerts that the list does not contain; empty if it is complete
   * @param older the address of the next page; empty on the last one
   * @param countable whether the alerts can be counted
   * @param counts the parameters of the address of their counts
   * @param newest the number of the newest alert that the list may contain
   */
  private record Model(
      boolean known, String query, String view, boolean grouped, boolean live, String error, List<AlertGroupRow> groups,
      List<AlertListRow> alerts, boolean complete, boolean empty, String note, @Nullable TimeElement counted, String older,
      String export, boolean countable, String counts,
      long newest,
      List<UserPreferences.Search> searches, List<String> columns, String sort, Head byPriority, Head byCount, Head byNewest) {}

  /**
   * The head of a column by which the groups can be sorted.
   *
   * @param address of the list in this order
   * @param current whether it has this order
   */
  private record Head(String address, boolean current) {
    static Head of(GroupOrder order, AlertSelection selection) {
      return new Head(selection.addressBy(order), selection.order() == order);
    }
  }

  /**
   * @param complete whether all groups are there
   * @param counted the time from which on alerts were counted; null if all were
   * @param newest the number of the newest alert of them
   */
  private record Content(
      List<AlertGroupRow> groups, List<AlertListRow> alerts, boolean complete, String note, @Nullable TimeElement counted,
      String older,
      long newest) {
    static final Content NOTHING = new Content(List.of(), List.of(), true, "", null, "", 0);
  }

  private final ConsoleServices services;
  private final UserPreferences preferences;
  private final PageTemplates templates;

  public AlertsPage(ConsoleServices services, UserPreferences preferences, PageTemplates templates) {
    this.services = services;
    this.preferences = preferences;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    String user = visit.session().user();
    AlertSelection selection =
        AlertSelection.of(visit.request()).withColumns(AlertColumn.of(preferences.columns(user), services));
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
            QueryString.parameter("q", selection.query()) + selection.timeParameter(),
            services.search().isPresent() && error.isEmpty(), selection.parameters() + selection.timeParameter(),
            Math.max(newest, content.newest()),
            preferences.searches(user),
            selection.columns().stream().map(AlertColumn::name).toList(), selection.order().parameter(),
            Head.of(GroupOrder.PRIORITY, selection), Head.of(GroupOrder.COUNT, selection), Head.of(GroupOrder.NEWEST, selection));
    return templates.page(error.isEmpty() ? 200 : 400, "alerts", "Alerts", visit, model);
  }

  private Content groups(AlertSelection selection) throws RefusedException {
    FoundGroups found = AlertSelection.search(services).groups(selection.fullQuery());
    List<AlertGroupRow> rows =
        found.groups().stream()
            .sorted(selection.order().comparator)
            .limit(MOST_GROUPS)
            .map(group -> AlertGroupRow.of(group, found.hours().getOrDefault(group.key(), List.of()), selection))
            .toList();
    boolean complete = rows.size() == found.groups().size() && found.next() == 0;
    return new Content(rows, List.of(), complete, note(found, selection.order()), counted(found), "", newest(found));
  }

  // Alerts that came during the search are counted already: the stream must not add them again.
  private static long newest(FoundGroups found) {
    return found.groups().stream().mapToLong(AlertGroup::newest).max().orElse(0);
  }

  private static String note(FoundGroups found, GroupOrder order) {
    String which = order == GroupOrder.NEWEST ? "newest " : "first ";
    String more = found.groups().size() > MOST_GROUPS ? "The " + which + MOST_GROUPS + " groups are shown. " : "";
    return found.next() != 0 && found.groups().isEmpty()
        ? "The search took too long, and found nothing so far. Narrow it, for example with since:1h."
        : more;
  }

  private static @Nullable TimeElement counted(FoundGroups found) {
    return found.next() == 0 || found.groups().isEmpty()
        ? null
        : TimeElement.at(found.groups().stream().mapToLong(AlertGroup::firstNanos).min().orElse(0));
  }

  private Content alerts(AlertSelection selection) throws RefusedException {
    FoundAlerts found = AlertSelection.search(services).find(selection.fullQuery(), selection.below(), MOST);
    String older = found.next() == 0 ? "" : selection.listAddress("/alerts", selection.query(), found.next());
    String note = found.next() > 0 && found.alerts().size() < MOST ? "Not all alerts were searched yet." : "";
    return new Content(List.of(), rows(found, selection), true, note, null, older, 0);
  }

  private static List<AlertListRow> rows(FoundAlerts found, AlertSelection selection) {
    return found.alerts().stream().map(past -> AlertListRow.of(past, selection.columns())).toList();
  }
}
