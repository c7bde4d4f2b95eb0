package org.eyas.engine.stateful;

import org.eyas.engine.stateful.condition.StatefulCondition;

/**
 * A stateful rule: a rule that fires after several events.
 *
 * @param key its index among the rules of all sources
 */
public record StatefulRule(int key, String name, StatefulCondition condition) {
  /** A text that is equal for rules that can continue with the same groups. */
  String id() {
    return name + "\n" + condition.identity();
  }
}
