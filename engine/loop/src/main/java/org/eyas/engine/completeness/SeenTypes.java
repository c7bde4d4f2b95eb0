package org.eyas.engine.completeness;

/**
 * The numbers of events that the rules of one loop saw, by type. Immutable.
 *
 * @param seen events that the rules saw
 * @param undecided events of which a condition may have been decided wrongly
 * @param damaged events that could not be read
 */
public record SeenTypes(TypeCounts seen, TypeCounts undecided, long damaged) {
  /** No event. */
  public static final SeenTypes NONE = new SeenTypes(TypeCounts.NONE, TypeCounts.NONE, 0);
}
