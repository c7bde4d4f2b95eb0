package org.eyas.control.command;

import org.eyas.api.control.SeenEvents;

/** What a rule saw, as an answer shows it. */
final class SeenRow {
  private SeenRow() {}

  /** @param json whether causes are an object; otherwise they are a text */
  static Row with(Row row, SeenEvents events, boolean json) {
    return row.with("expected", events.expected())
        .with("seen", events.seen())
        .with("lost", events.allLost())
        .with("causes", json ? events.lost() : events.causes())
        .with("undecided", events.undecided())
        .with("filtered", events.filtered())
        .with("blind_seconds", events.blindSeconds());
  }
}
