package org.eyas.control.command;

import org.eyas.api.control.SeenEvents;

/** Adds the events that a rule saw and did not see to a row of an answer. */
final class SeenEventsColumns {
  private SeenEventsColumns() {}

  /** @param json whether causes are an object; otherwise they are a text */
  static AnswerRow addTo(AnswerRow row, SeenEvents events, boolean json) {
    return row.with("expected", events.expected())
        .with("seen", events.seen())
        .with("lost", events.allLost())
        .with("causes", json ? events.lost() : events.causes())
        .with("undecided", events.undecided())
        .with("filtered", events.filtered())
        .with("blind_seconds", events.blindSeconds());
  }
}
