package org.eyas.api.control;

import java.util.List;

/**
 * What rules would have said of the events in the journal.
 *
 * @param span the events that were looked at
 * @param matches how many alerts there would have been
 * @param alerts the newest of them, the newest first
 * @param nearest where one rule was asked for: the events that it fires for and those it comes nearest to, with what stands in
 *     their way, as {@code eyas explain} prints them, without colours; else empty
 */
public record Trial(JournalSpan span, long matches, List<PastAlert> alerts, String nearest) {
  public Trial {
    alerts = List.copyOf(alerts);
  }
}
