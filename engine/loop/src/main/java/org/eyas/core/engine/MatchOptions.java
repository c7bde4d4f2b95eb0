package org.eyas.core.engine;

/**
 * How rules are matched and alerts made.
 *
 * @param all whether every rule that an event fulfils gives an alert, or only the first ({@code rule_matching})
 * @param timeField the field under which alerts carry the time: {@code evt.time} or {@code evt.time.iso8601}
 * @param generated whether the rules of each event type become a generated class, which takes longer to get going and is
 *     about twice as fast then, or stay a tree
 * @param base what a live source tells beside what rules look at
 */
public record MatchOptions(boolean all, String timeField, boolean generated, BaseSyscalls base) {
  /** On the tree, the reference. */
  public MatchOptions(boolean all, String timeField) {
    this(all, timeField, false);
  }

  /** With what is traced where nothing is configured. */
  public MatchOptions(boolean all, String timeField, boolean generated) {
    this(all, timeField, generated, BaseSyscalls.STANDARD);
  }
}
