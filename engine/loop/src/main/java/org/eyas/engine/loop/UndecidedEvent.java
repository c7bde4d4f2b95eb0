package org.eyas.engine.loop;

import org.eyas.engine.completeness.EventTally;

/** Counts one event as undecided, once, whatever is held of it: matches, steps or both. */
final class UndecidedEvent {
  private final EventTally tally;
  private final int code;
  private boolean counted;

  /** The event that the rules see at the moment. */
  UndecidedEvent(EventTally tally, int code) {
    this.tally = tally;
    this.code = code;
    counted = tally.isUndecided();
  }

  /** A condition is decided now, while the rules see the event. */
  void now() {
    tally.undecided(code);
    counted = true;
  }

  /** A condition is decided later. */
  void later() {
    if (!counted) {
      counted = true;
      tally.undecidedLater(code);
    }
  }
}
