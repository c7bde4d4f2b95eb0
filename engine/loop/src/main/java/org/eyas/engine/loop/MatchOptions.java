package org.eyas.engine.loop;

import org.eyas.engine.demand.BaseSyscalls;
import org.eyas.engine.hold.HoldOptions;

/**
 * The options for the evaluation of rules and for their alerts.
 *
 * @param all whether every matching rule raises an alert, or only the first ({@code rule_matching})
 * @param timeField the field under which alerts contain the time: {@code evt.time} or {@code evt.time.iso8601}
 * @param generated whether the rules of each event type become a generated class, or stay a tree; a class starts more
 *     slowly and is then about twice as fast
 * @param hold the options for holding matches with pending values
 * @param base the system calls that a live source traces in addition to those that rules name
 * @param pushdown whether a live source may leave out events that neither rules nor the state need
 * @param memoryBytes the heap that the rules of one source may take for the events that they remember
 */
public record MatchOptions(boolean all, String timeField, boolean generated, HoldOptions hold, BaseSyscalls base,
    boolean pushdown, long memoryBytes) {
  private static final long USUAL_MEMORY = 32 << 20;

  /** Options with trees, the reference implementation. */
  public MatchOptions(boolean all, String timeField) {
    this(all, timeField, false);
  }

  /** Options with the defaults for holding, traced system calls and memory. */
  public MatchOptions(boolean all, String timeField, boolean generated) {
    this(all, timeField, generated, HoldOptions.USUAL, BaseSyscalls.STANDARD, false, USUAL_MEMORY);
  }

  /**
   * The same options with less memory if the heap is small: all sources whose rules remember events take at most an eighth
   * of it.
   */
  MatchOptions within(long heapBytes, long remembering) {
    long share = heapBytes / 8 / Math.max(1, remembering);
    return new MatchOptions(all, timeField, generated, hold, base, pushdown, Math.min(memoryBytes, share));
  }

  /** The same options, except those for holding. */
  public MatchOptions with(HoldOptions other) {
    return new MatchOptions(all, timeField, generated, other, base, pushdown, memoryBytes);
  }
}
