package org.eyas.api.control;

import java.util.List;
import org.eyas.api.history.PastAlert;

/**
 * The result of applying rules to the events in the journal.
 *
 * @param span the events that the rules were applied to
 * @param matches how many alerts the rules would have raised
 * @param alerts the most recent of these alerts, newest first
 * @param nearest if the trial was for one rule: the events that it fires for and those that it nearly fires for, with the parts
 *     of the condition that do not hold, in the format of {@code eyas explain} without colours; else empty
 */
public record Trial(JournalSpan span, long matches, List<PastAlert> alerts, String nearest) {
  public Trial {
    alerts = List.copyOf(alerts);
  }
}
