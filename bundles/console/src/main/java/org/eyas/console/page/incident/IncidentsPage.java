package org.eyas.console.page.incident;

import java.util.List;
import java.util.Optional;
import org.eyas.api.incident.IncidentControl;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;

/** The page of the open incidents and the last closed ones. */
public final class IncidentsPage implements ConsolePage {
  public static final String PATH = "/incidents";

  private record Model(boolean known, List<IncidentSummary> incidents) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public IncidentsPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    Optional<TimeRange> time = TimeRange.of(visit.request());
    List<IncidentSummary> incidents =
        services.incidents().map(IncidentControl::incidents).orElse(List.of()).stream()
            .map(IncidentSummary::of)
            .filter(incident -> time.filter(chosen -> !incident.isIn(chosen)).isEmpty())
            .toList();
    return templates.page("incidents", "Incidents", visit, new Model(services.incidents().isPresent(), incidents));
  }
}
