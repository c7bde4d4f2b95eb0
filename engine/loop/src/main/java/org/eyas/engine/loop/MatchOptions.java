package org.eyas.engine.loop;

import org.eyas.engine.hold.HoldOptions;

/**
 * How rules are evaluated and alerts are made.
 *
 * @param all whether every matching rule raises an alert, or only the first ({@code rule_matching})
 * @param timeField the field under which alerts contain the time: {@code evt.time} or {@code evt.time.iso8601}
 * @param generated whether the rules of each event type become a generated class, which starts more slowly and is then about
 * twice as fast, or stay a tree
 * @param hold how matches with pending values are held
 * @param base the events that a live source traces in addition to those in rules
 */
public record MatchOptions(boolean all, String timeField, boolean generated, HoldOptions hold, BaseSyscalls base) {
  /** With trees, the reference implementation. */
  public MatchOptions(boolean all, String timeField) {
    this(all, timeField, false);
  }

  /** With the defaults for holding and for traced system calls. */
  public MatchOptions(boolean all, String timeField, boolean generated) {
    this(all, timeField, generated, HoldOptions.USUAL, BaseSyscalls.STANDARD);
  }

  /** With other options for holding. */
  public MatchOptions with(HoldOptions other) {
    return new MatchOptions(all, timeField, generated, other, base);
  }
}
