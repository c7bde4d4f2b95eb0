package org.eyas.engine.loop;

import org.eyas.engine.completeness.SeenEventCounter;

/** Counts one event as undecided at most once, even if several matches and steps of the event are held. */
final class UndecidedEventCounter {
  private final SeenEventCounter tally;
  private final int code;
  private boolean counted;

  /** Creates the counter of the event that the rules see at the moment. */
  UndecidedEventCounter(SeenEventCounter tally, int code) {
    this.tally = tally;
    this.code = code;
    counted = tally.isUndecided();
  }

  /** Counts a condition that is decided without a value now, while the rules see the event. */
  void countNow() {
    tally.countUndecided(code);
    counted = true;
  }

  /** Counts a condition that is decided without a value later. */
  void countLater() {
    if (!counted) {
      counted = true;
      tally.countUndecidedLater(code);
    }
  }
}
