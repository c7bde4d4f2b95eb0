package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertFacets;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;
import org.jspecify.annotations.Nullable;

/**
 * The chart of the alerts that match a query, and their counts by value. It is a part of the page of alerts that a script requests
 * after the list, because it reads all alerts; without a script, it is a page of its own.
 */
public final class AlertCountsPage implements ConsolePage {
  /**
   * @param error why there are no counts; empty if there are
   * @param total the number of alerts, in words
   * @param histogram null without alerts
   */
  private record Model(
      String error, String total, @Nullable AlertHistogram histogram, List<AlertFacetList> facets, String list) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public AlertCountsPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    Model model = model(AlertSelection.of(visit.request()));
    return visit.request().header("Eyas-Refresh").isEmpty() ? templates.page("alertcounts", "Counts of alerts", visit, model)
        : templates.part("alertcounts", visit, model);
  }

  private Model model(AlertSelection selection) {
    String list = "/alerts?" + selection.parameters() + selection.timeParameter();
    try {
      AlertFacets facets = AlertSelection.search(services).facets(selection.fullQuery());
      return new Model(
          "", total(facets), facets.alerts() == 0 ? null : AlertHistogram.of(facets, selection),
          AlertFacetList.of(facets, selection), list);
    } catch (RefusedException e) {
      return new Model(Reason.of(e), "", null, List.of(), list);
    }
  }

  private static String total(AlertFacets facets) {
    String alerts = FigureFormat.count(facets.alerts(), "alert");
    return facets.complete() ? alerts + "."
        : "The newest " + alerts + ". Counting all of them takes too long: choose a shorter time.";
  }
}
