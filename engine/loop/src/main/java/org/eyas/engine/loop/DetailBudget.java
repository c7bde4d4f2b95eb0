package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.Map;

/**
 * How many alerts get details. Each rule has a share of its own, so that a flood of alerts of one rule leaves the details of all
 * other rules. For one thread.
 */
final class DetailBudget {
  private static final int PER_SECOND = 20;
  private static final int AT_ONCE = 60;
  private static final int OF_RULE_PER_SECOND = 2;
  private static final int OF_RULE_AT_ONCE = 20;

  private final Map<String, TokenBucket> shares = new HashMap<>();
  private final TokenBucket all;

  DetailBudget(long nowNanos) {
    all = new TokenBucket(PER_SECOND, AT_ONCE, nowNanos);
  }

  /** Takes the cost of one alert, if the rule and all rules together have it. */
  boolean claim(String rule, long nowNanos) {
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
