package org.eyas.fleet.job;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.group.RuleGroup.KnownValues;
import org.eyas.fleet.job.ActiveRules.State;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;
import org.jspecify.annotations.Nullable;

/** The evaluation of each active rule. It is created when the rule is first needed. For the thread of the operator. */
final class RuleEvaluators {
  private final ActiveRules rules;
  private final KnownValues values;
  private final Map<String, RuleGroup> byId = new HashMap<>();
  private @Nullable FleetRules compiled;

  RuleEvaluators(ActiveRules rules, KnownValues values) {
    this.rules = rules;
    this.values = values;
  }

  /** The evaluation of a rule; null if the rule does not exist, or has not arrived yet. */
  @Nullable
  RuleGroup get(String id, State state) throws Exception {
    FleetRules current = rules.get(state);
    if (current != compiled) {
      byId.clear();
      compiled = current;
    }
    FleetRule rule = current.rule(id);
    RuleGroup known = byId.get(id);
    if (known == null && rule != null) {
      known = RuleGroup.of(rule, values, TimeUnit.MILLISECONDS.toNanos(rules.since(id, state)));
      byId.put(id, known);
    }
    return known;
  }
}
