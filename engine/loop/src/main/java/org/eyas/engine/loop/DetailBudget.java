package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.alert.Priority;

/**
 * Which alerts get details: the first ones of a rule, program and place; urgent ones; and of the others a share for each rule, so
 * that a flood of alerts of one rule leaves the details of all other rules. Its memory has a fixed size, except for the shares,
 * whose number is that of the rules. For one thread.
 */
final class DetailBudget {
  private static final int PER_SECOND = 20;
  private static final int AT_ONCE = 60;
  private static final int OF_RULE_PER_SECOND = 2;
  private static final int OF_RULE_AT_ONCE = 20;
  private static final int URGENT_PER_SECOND = 20;

  private final Map<String, TokenBucket> shares = new HashMap<>();
  private final FirstAlerts firsts;
  private final TokenBucket all;
  private final TokenBucket urgent;

  DetailBudget(long nowNanos) {
    firsts = new FirstAlerts(nowNanos);
    all = new TokenBucket(PER_SECOND, AT_ONCE, nowNanos);
    urgent = new TokenBucket(URGENT_PER_SECOND, URGENT_PER_SECOND, nowNanos);
  }

  /** Whether an alert is explained even if its rule fires for the first time in a storm. */
  static boolean isUrgent(Priority priority) {
    return priority.compareTo(Priority.CRITICAL) <= 0;
  }

  /**
   * Takes the cost of one alert from the first budget that has it.
   *
   * @param program the hash of the name of the program
   * @param place whose process it is: see {@link FirstAlerts#ofUser}, or the hash of a container
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

  /** The rules are others now. */
  void forgetRules() {
    shares.clear();
  }
}
