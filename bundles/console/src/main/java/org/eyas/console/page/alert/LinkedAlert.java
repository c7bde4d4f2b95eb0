package org.eyas.console.page.alert;

import java.time.Instant;
import java.util.Optional;
import org.eyas.api.alert.AlertId;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;

/**
 * The alert that a link in an output names, by its time and id. The link is the word of whoever wrote it, so an id is only compared. A
 * storm of alerts is searched page by page, up to a limit.
 */
final class LinkedAlert {
  static final String ID = "id";
  private static final String TIME = "time";
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 20;

  private LinkedAlert() {}

  /** Leads to the page of the alert. */
  static PageReply reply(ConsoleServices services, UserRequest visit) {
    String time = visit.parameter(TIME);
    if (!time.matches("\\d{1,15}")) {
      return PageReply.text(404, "The link to this alert lacks its time.");
    }
    try {
      return find(AlertSelection.search(services), Instant.ofEpochMilli(Long.parseLong(time)), visit.parameter(ID))
          .map(found -> PageReply.redirect("/alert?number=" + found.number()))
          .orElseGet(() -> PageReply.text(404, "This alert is not in the history, or no longer."));
    } catch (RefusedException e) {
      return PageReply.text(503, "The alert cannot be searched now: " + Reason.of(e));
    }
  }

  private static Optional<PastAlert> find(AlertSearch search, Instant time, String id) throws RefusedException {
    String query = "since:" + time.minusSeconds(1) + " before:" + time.plusSeconds(1);
    long below = Long.MAX_VALUE;
    for (int page = 0; page < MOST_PAGES; page++) {
      FoundAlerts found = search.find(query, below, PAGE);
      Optional<PastAlert> linked = found.alerts().stream().filter(each -> AlertId.of(each.alert()).equals(id)).findFirst();
      if (linked.isPresent() || found.next() == 0) {
        return linked;
      }
      below = found.next();
    }
    return Optional.empty();
  }
}
