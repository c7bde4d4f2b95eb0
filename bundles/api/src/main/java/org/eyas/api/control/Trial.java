package org.eyas.api.control;

import java.util.List;

/**
 * What rules would have said of the events in the journal.
 *
 * @param span the events that were looked at
 * @param matches how many alerts there would have been
 * @param alerts the newest of them
 */
public record Trial(JournalSpan span, long matches, List<PastAlert> alerts) {
  public Trial {
    alerts = List.copyOf(alerts);
  }
}
