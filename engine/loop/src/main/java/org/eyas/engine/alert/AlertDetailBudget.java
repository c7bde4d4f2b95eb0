package org.eyas.engine.alert;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.alert.Priority;

/**
 * Decides which alerts get details: the first alert of each rule, program and place; urgent alerts; and a share of the
 * other alerts of each rule. So a flood of alerts of one rule does not cost other rules their details. The memory has a
 * fixed size, except for one share per rule. For one thread.
 */
final class AlertDetailBudget {
  private static final int PER_SECOND = 20;
  private static final int AT_ONCE = 60;
  private static final int OF_RULE_PER_SECOND = 2;
  private static final int OF_RULE_AT_ONCE = 20;
  private static final int URGENT_PER_SECOND = 20;

  private final Map<String, TokenBucket> shares = new HashMap<>();
  private final FirstAlertDetector firsts;
  private final TokenBucket all;
  private final TokenBucket urgent;

  AlertDetailBudget(long nowNanos) {
    firsts = new FirstAlertDetector(nowNanos);
    all = new TokenBucket(PER_SECOND, AT_ONCE, nowNanos);
    urgent = new TokenBucket(URGENT_PER_SECOND, URGENT_PER_SECOND, nowNanos);
  }

  /** Whether an alert is explained even if its rule fires for the first time during a flood of alerts. */
  static boolean isUrgent(Priority priority) {
    return priority.compareTo(Priority.CRITICAL) <= 0;
  }

  /**
   * Takes the cost of one alert from the first budget that has it.
   *
   * @param program the hash of the name of the program
   * @param place the owner of the process: see {@link FirstAlertDetector#ofUser}, or the hash of a container
   */
  boolean claim(String rule, Priority priority, int program, int place, long nowNanos) {
    return firsts.claim(rule.hashCode(), program, place, nowNanos)
        || isUrgent(priority) && urgent.claim(nowNanos)
        || claimShare(rule, nowNanos);
  }

  private boolean claimShare(String rule, long nowNanos) {
    TokenBucket share = shares.get(rule);
    if (share == null) {
      share = new TokenBucket(OF_RULE_PER_SECOND, OF_RULE_AT_ONCE, nowNanos);
      shares.put(rule, share);
    }
    return share.claim(nowNanos) && all.claim(nowNanos);
  }

  /** Forgets the shares of all rules, because other rules are in use now. */
  void forgetRules() {
    shares.clear();
  }
}
