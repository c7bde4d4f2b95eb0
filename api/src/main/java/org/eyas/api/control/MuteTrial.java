package org.eyas.api.control;

import java.util.List;
import org.eyas.api.history.PastAlert;

/**
 * The number of alerts that a mute would have hidden.
 *
 * @param alike alerts in the history that are like the given one
 * @param hiddenAlike how many of them it hides
 * @param others other alerts of the same rule in the history
 * @param hiddenOthers how many of them it hides
 * @param wrongly the newest alerts that {@code hiddenOthers} counts
 * @param recorded alerts that the rule raises for the events of the journal, at most 1,000; 0 while it is off
 * @param hiddenRecorded how many of them it hides
 * @param complete whether the whole history was searched
 * @param tests the names of rule tests whose alert it hides; if there are any, the mute is refused
 */
public record MuteTrial(
    long alike, long hiddenAlike, long others, long hiddenOthers, List<PastAlert> wrongly, long recorded,
    long hiddenRecorded, boolean complete, List<String> tests) {
  public MuteTrial {
    wrongly = List.copyOf(wrongly);
    tests = List.copyOf(tests);
  }
}
