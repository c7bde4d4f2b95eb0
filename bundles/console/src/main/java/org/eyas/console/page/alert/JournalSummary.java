package org.eyas.console.page.alert;

import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TimeElement;

/** The content of the journal of recent events, in words. */
public record JournalSummary(boolean known, boolean recording, boolean empty, TimeElement from, TimeElement to, String events,
    String bytes,
    String limit, String remark) {
  public static JournalSummary of(ConsoleServices services) {
    return services.journal().map(Journal::span).map(JournalSummary::of)
        .orElse(new JournalSummary(false, false, true, TimeElement.at(0), TimeElement.at(0), "", "", "", ""));
  }

  public static JournalSummary of(JournalSpan span) {
    return new JournalSummary(
        true,
        span.recording(),
        span.events() == 0,
        TimeElement.at(span.firstNanos()),
        TimeElement.at(span.lastNanos()),
        FigureFormat.count(span.events()),
        FigureFormat.bytes(span.bytes()),
        FigureFormat.bytes(span.limitBytes()),
        sentence(span.remark()));
  }

  private static String sentence(String remark) {
    return remark.isEmpty() ? "" : Character.toUpperCase(remark.charAt(0)) + remark.substring(1) + ".";
  }
}
