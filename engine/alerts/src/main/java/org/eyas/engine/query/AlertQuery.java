package org.eyas.engine.query;

import java.time.Instant;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.PastAlert;

/**
 * A query for alerts: conditions that must all be true. Immutable; any thread may use it.
 *
 * <pre>
 *   priority>=warning rule:"Terminal shell in container" proc.name:curl container.image:*nginx* -user.name:root since:10m text
 * </pre>
 */
public final class AlertQuery {
  /** Accepts all alerts. */
  public static final AlertQuery ALL = new AlertQuery(List.of());

  private final List<QueryCondition> conditions;
  private final List<AsciiNeedle> needles;

  AlertQuery(List<QueryCondition> conditions) {
    this.conditions = List.copyOf(conditions);
    needles =
        conditions.stream().map(QueryCondition::needle).filter(needle -> !needle.isEmpty()).map(AsciiNeedle::of).toList();
  }

  /**
   * Reads a query; an empty one accepts all alerts.
   *
   * @param now the time from which {@code since:10m} counts
   * @throws RefusedException if the query has an error; the message is for the user and names the place
   */
  public static AlertQuery parse(String text, Instant now) throws RefusedException {
    return new AlertQuery(new QueryParser(text, now).conditions());
  }

  public boolean accepts(PastAlert past) {
    for (QueryCondition condition : conditions) {
      if (!condition.accepts(past)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the query may accept an alert of a group of which only a summary is known. */
  public boolean isPossible(AlertSummary summary) {
    for (QueryCondition condition : conditions) {
      if (!condition.isPossible(summary)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the query accepts every alert of a group of which only a summary is known; false if that is not certain.
   */
  public boolean acceptsAll(AlertSummary summary) {
    for (QueryCondition condition : conditions) {
      if (!condition.isCertain(summary)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the query may accept the alert that these bytes encode, with texts in UTF-8. This rejects most alerts
   * without decoding them.
   *
   * @param end the place after the last byte
   */
  public boolean mayAccept(byte[] bytes, int start, int end) {
    for (AsciiNeedle needle : needles) {
      if (!needle.isIn(bytes, start, end)) {
        return false;
      }
    }
    return true;
  }
}
