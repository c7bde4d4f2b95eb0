package org.eyas.api.history;

import java.time.Duration;
import java.util.function.Predicate;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Searches the alert history, in memory and on disk. docs/how-to/search-alerts.md describes the queries. A search takes at most
 * about a second and then returns what it found so far; interrupting its thread ends it at once. Any thread may call it.
 */
@ProviderType
public interface AlertSearch {
  /**
   * The alerts that a query accepts, newest first.
   *
   * @param query an empty one accepts all alerts
   * @param below only alerts with smaller numbers: the {@link FoundAlerts#next} of the previous page, or Long.MAX_VALUE
   * @param limit the maximum number of alerts
   * @throws RefusedException if the query has an error, or too many searches run
   */
  FoundAlerts find(String query, long below, int limit) throws RefusedException;

  /**
   * The alerts that a query accepts, counted by rule, program and container.
   *
   * @throws RefusedException in the same cases
   */
  FoundGroups groups(String query) throws RefusedException;

  /**
   * The alerts that a query accepts, counted by time, priority, and the values that occur most.
   *
   * @param span the time from which they are counted until now
   * @param steps the number of equal parts of this time, at most 1,000
   * @throws RefusedException in the same cases
   */
  AlertStatistics statistics(String query, Duration span, int steps) throws RefusedException;

  /**
   * The alerts that a query accepts, counted by time, priority, and the values that occur most. The steps of time cover the alerts
   * that were found.
   *
   * @throws RefusedException in the same cases
   */
  AlertFacets facets(String query) throws RefusedException;

  /**
   * The query as a condition, for followers. Times such as {@code since:10m} count from this call.
   *
   * @throws RefusedException if the query has an error
   */
  Predicate<PastAlert> condition(String query) throws RefusedException;
}
