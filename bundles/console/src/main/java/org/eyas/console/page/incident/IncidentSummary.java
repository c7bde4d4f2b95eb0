package org.eyas.console.page.incident;

import java.time.Duration;
import org.eyas.api.incident.IncidentReport;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.TimeRange;

/**
 * An incident in a few words, for the list and for the head of its own page.
 *
 * @param link the address of its page
 * @param began the rule of its first step
 */
record IncidentSummary(
    String id, String link, String state, boolean open, boolean critical, long score, String steps, String tactics,
    String techniques,
    String began, TimeElement first, TimeElement last, String span) {

  static IncidentSummary of(IncidentReport incident) {
    long nanos = incident.lastNanos() - incident.firstNanos();
    return new IncidentSummary(
        incident.id(), IncidentPage.PATH + "?" + QueryString.parameter("id", incident.id()), incident.open() ? "open" : "closed",
        incident.open(), incident.critical(), Math.round(incident.score()), FigureFormat.count(incident.steps().size()),
        String.join(", ", incident.tactics()), String.join(" ", incident.techniques()), incident.steps().getFirst().rule(),
        TimeElement.at(incident.firstNanos()), TimeElement.at(incident.lastNanos()),
        FigureFormat.span(Duration.ofNanos(nanos).toSeconds()));
  }

  /** Whether a part of the incident is in a time. */
  boolean isIn(TimeRange time) {
    return first.instant().isBefore(time.to()) && !last.instant().isBefore(time.from());
  }
}
