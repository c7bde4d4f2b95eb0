package org.eyas.api.control;

import java.util.List;

/**
 * The pushdown of one type of events: the events that the rules need, as far as parameters decide that, and the
 * condition that the driver applies.
 *
 * @param type the name of the type: "openat"
 * @param rules how many rules an event of this type can match
 * @param condition the condition that an event must satisfy to match one of the rules, in words; empty if no rule needs
 *     the type
 * @param unlimited the rules because of which every event can match; empty if the condition limits them
 * @param applied the condition that the driver applies, in words: the events that rules or the state need; empty if it
 *     delivers all
 * @param delivered calls that the driver delivered while it applied a condition
 * @param kept calls that stayed in the kernel
 */
public record PushdownType(
    String type, int rules, String condition, List<UnlimitedRule> unlimited, String applied, long delivered, long kept) {
  public PushdownType {
    unlimited = List.copyOf(unlimited);
  }

  /**
   * A rule that can match every event of a type, as far as parameters decide.
   *
   * @param rule its name
   * @param checks the checks that parameters do not decide, as rules are written; empty if it matches every event
   */
  public record UnlimitedRule(String rule, List<String> checks) {
    public UnlimitedRule {
      checks = List.copyOf(checks);
    }
  }

  /** The percentage of calls that stayed in the kernel; 0 without calls. */
  public double share() {
    long all = delivered + kept;
    return all == 0 ? 0 : 100.0 * kept / all;
  }
}
