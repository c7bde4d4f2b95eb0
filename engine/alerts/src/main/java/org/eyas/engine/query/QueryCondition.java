package org.eyas.engine.query;

import org.eyas.api.history.PastAlert;

/** One condition of a query. Immutable. */
interface QueryCondition {
  boolean accepts(PastAlert past);

  /** Whether the condition may accept an alert of a group of which only a summary is known. */
  default boolean isPossible(AlertSummary summary) {
    return true;
  }

  /**
   * Whether the condition accepts every alert of a group of which only a summary is known; false if that is not
   * certain.
   */
  default boolean isCertain(AlertSummary summary) {
    return false;
  }

  /** Lower-case ASCII characters that the texts of every accepted alert contain; empty if none are known. */
  default String needle() {
    return "";
  }

  /** The opposite of a condition. */
  record Not(QueryCondition condition) implements QueryCondition {
    @Override
    public boolean accepts(PastAlert past) {
      return !condition.accepts(past);
    }
  }
}
