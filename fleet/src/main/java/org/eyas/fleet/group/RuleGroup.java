package org.eyas.fleet.group;

import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;

/**
 * Evaluates one rule for one group at a time. The caller loads the state of the group, adds alerts in the order of
 * their times, and stores the state. For the thread of an operator.
 */
public interface RuleGroup {
  /** The end of a group that never ends. */
  long NEVER = Long.MAX_VALUE;

  /** Receives the alerts of the fleet. */
  interface Alerts {
    /** @param evidence the ids of the alerts of hosts */
    void accept(Alert alert, List<String> evidence);
  }

  /** Begins with a group: the next calls belong to the group with this state. */
  void load(GroupState state);

  /** Evaluates an alert of the group that matches steps. */
  void addMatch(int steps, AlertEvent alert, Alerts then) throws Exception;

  /** Advances the time: all alerts until this time have been evaluated. */
  void elapse(long nanos, Alerts then);

  /** Writes the changes into the state that was loaded. */
  void store(GroupState state);

  /** The last time at which {@link #elapse} has nothing to do, or {@link #NEVER}. */
  long dueNanos();

  /** The last time at which stored alerts of the group count; the smallest number if none count, or {@link #NEVER}. */
  long endNanos();

  /** The values that a group of a rule with {@code first} knows. */
  interface KnownValues {
    /** Adds a value. Returns whether it is new. */
    boolean add(String value) throws Exception;
  }

  /**
   * Creates the evaluation of a rule.
   *
   * @param values the values of the group that is loaded, if the rule has {@code first}
   * @param sinceNanos the time at which the rule was added: without {@code by}, {@code first} learns from this time on
   */
  static RuleGroup of(FleetRule rule, KnownValues values, long sinceNanos) {
    return rule.memory() instanceof FirstSeenCondition first ? new FirstSeenGroup(rule, first, values, sinceNanos)
        : new StatefulRuleGroup(rule);
  }
}
