package org.eyas.engine.completeness;

/**
 * The numbers of events that the rules of one loop saw, by type. Immutable.
 *
 * @param seen events that the rules saw
 * @param undecided events of which a condition may have been decided wrongly
 * @param damaged events that could not be read
 */
public record SeenEventCounts(EventTypeCounts seen, EventTypeCounts undecided, long damaged) {
  /** No event. */
  public static final SeenEventCounts NONE = new SeenEventCounts(EventTypeCounts.NONE, EventTypeCounts.NONE, 0);
}
