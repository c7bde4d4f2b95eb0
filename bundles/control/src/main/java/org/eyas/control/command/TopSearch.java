package org.eyas.control.command;

import java.time.Duration;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.PastAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the alerts of {@code eyas top} in the whole history, so that a storm of one rule does not hide another. Counting a large
 * history takes a while, so the day is counted at most every five seconds. For one thread.
 */
final class TopSearch {
  private static final Logger LOG = LoggerFactory.getLogger(TopSearch.class);
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int HOURS = 24;
  private static final int NEWEST = 100;
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  private final AlertSearch search;
  private final String query;
  private AlertStatistics day = TopAlerts.NONE.day();
  private List<PastAlert> newest = List.of();
  private long countedNanos = System.nanoTime() - KEPT_NANOS;

  TopSearch(AlertSearch search, String query) {
    this.search = search;
    this.query = query;
  }

  /** Searches the current alerts; if other searches keep the history busy, returns those of the last page. */
  TopAlerts search() {
    try {
      newest = search.find(query, Long.MAX_VALUE, NEWEST).alerts();
      if (System.nanoTime() - countedNanos >= KEPT_NANOS) {
        day = search.statistics(query, SPAN, HOURS);
        countedNanos = System.nanoTime();
      }
    } catch (RefusedException e) {
      LOG.debug("eyas top: {}", Reason.of(e));
    }
    return new TopAlerts(day, newest);
  }
}
