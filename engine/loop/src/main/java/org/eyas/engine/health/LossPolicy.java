package org.eyas.engine.health;

import java.util.Set;

/**
 * The key {@code syscall_event_drops}: the actions for lost events, and the conditions under which they are taken.
 *
 * @param threshold the share of lost events in a second above which the actions are taken
 * @param perSecond the maximum rate of actions in the long run
 * @param maxBurst the maximum number of actions in a row
 * @param simulated whether one loss per second is simulated, regardless of the threshold; to test the actions
 */
public record LossPolicy(
    double threshold, Set<LossAction> actions, double perSecond, double maxBurst, boolean simulated) {
  /** No actions. */
  public static final LossPolicy NONE = new LossPolicy(0, Set.of(), 0, 0, false);

  public LossPolicy {
    actions = Set.copyOf(actions);
  }

  double effectiveThreshold() {
    return simulated ? 0 : threshold;
  }
}
