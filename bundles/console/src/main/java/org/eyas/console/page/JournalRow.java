package org.eyas.console.page;

import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;

/** The content of the journal of recent events, in words. */
record JournalRow(boolean known, boolean recording, boolean empty, Moment from, Moment to, String events, String bytes,
    String limit, String remark) {
  static JournalRow of(Services services) {
    return services.journal().map(Journal::span).map(JournalRow::of)
        .orElse(new JournalRow(false, false, true, Moment.at(0), Moment.at(0), "", "", "", ""));
  }

  static JournalRow of(JournalSpan span) {
    return new JournalRow(
        true,
        span.recording(),
        span.events() == 0,
        Moment.at(span.firstNanos()),
        Moment.at(span.lastNanos()),
        Figures.count(span.events()),
        Figures.bytes(span.bytes()),
        Figures.bytes(span.limitBytes()),
        sentence(span.remark()));
  }

  private static String sentence(String remark) {
    return remark.isEmpty() ? "" : Character.toUpperCase(remark.charAt(0)) + remark.substring(1) + ".";
  }
}
