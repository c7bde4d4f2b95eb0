package org.eyas.core.engine;

import java.util.Set;

/**
 * When lost events are worth a word, and which: {@code syscall_event_drops}.
 *
 * @param threshold the share of events lost in a second above which the actions are taken
 * @param perSecond how often they may be taken in the long run
 * @param maxBurst how often they may be taken in a row
 * @param simulated whether one loss a second is made up, whatever the threshold; for tests of the actions
 */
public record LossPolicy(
    double threshold, Set<LossAction> actions, double perSecond, double maxBurst, boolean simulated) {
  /** Says nothing. */
  public static final LossPolicy NONE = new LossPolicy(0, Set.of(), 0, 0, false);

  public LossPolicy {
    actions = Set.copyOf(actions);
  }

  double effectiveThreshold() {
    return simulated ? 0 : threshold;
  }
}
