package org.eyas.console.page.mute;

import org.eyas.api.control.MuteTrial;
import org.eyas.console.page.FigureFormat;

/** Sentences about the alerts that a mute would have hidden. */
final class MuteTrialText {
  /** A trial returns at most this many alerts for the recorded events. */
  private static final int MOST_RECORDED = 1_000;

  private MuteTrialText() {}

  /** The sentence about the alerts in the history. */
  static String sentence(MuteTrial trial) {
    String alike =
        "Hides " + FigureFormat.count(trial.hiddenAlike()) + " of " + FigureFormat.count(trial.alike()) + " such alerts";
    if (trial.others() == 0) {
      return alike + "; the history has no other alert of this rule.";
    }
    if (trial.others() == 1) {
      return alike + (trial.hiddenOthers() == 0 ? ", and not" : ", and also") + " the other one of this rule.";
    }
    return trial.hiddenOthers() == 0
        ? alike + ", and none of the " + FigureFormat.count(trial.others()) + " others of this rule."
        : alike + ", and also " + FigureFormat.count(trial.hiddenOthers()) + " of the " + FigureFormat.count(trial.others())
            + " others of this rule.";
  }

  /** The sentence about the alerts of the recorded events; empty if there are none. */
  static String recorded(MuteTrial trial) {
    String which = trial.recorded() >= MOST_RECORDED ? "Of the newest " : "Of the ";
    return trial.recorded() == 0
        ? ""
        : which + FigureFormat.count(trial.recorded()) + " alerts that the rule raises for the recorded events, it hides "
            + FigureFormat.count(trial.hiddenRecorded()) + ".";
  }
}
