package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.compile.RulesByValue;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.statistics.LoopFaultLog;
import org.jspecify.annotations.Nullable;

/**
 * Decides the rules that read pending values. Used by one loop's thread. It allocates memory only after the first event
 * with pending values.
 */
final class PendingRuleDecider {
  private final List<LoadedRule> rules;
  private final PartialEvaluator evaluator = new PartialEvaluator();
  private final Map<Integer, TypedCondition> firsts = new HashMap<>();
  private @Nullable RulesByValue readings;

  /** @param rules in the order of their keys */
  PendingRuleDecider(List<LoadedRule> rules) {
    this.rules = rules;
  }

  PartialEvaluator evaluator() {
    return evaluator;
  }

  /** The keys of the rules that read one of these values; rules of other sources may be among them. */
  BitSet reading(List<TypedValue> pending) {
    RulesByValue known = readings;
    if (known == null) {
      Map<Integer, TypedCondition> conditions = new HashMap<>();
      for (int key = 0; key < rules.size(); key++) {
        conditions.put(key, rules.get(key).condition().expr());
      }
      known = new RulesByValue(conditions);
      readings = known;
    }
    return known.rulesReading(pending);
  }

  /**
   * The decision of a rule's condition, or the residual condition if a value is pending; false if the condition throws.
   */
  TypedCondition decide(int key, Event event, LoopFaultLog faults) {
    LoadedRule rule = rules.get(key);
    try {
      return evaluator.decide(rule.condition().expr(), event);
    } catch (RuntimeException e) {
      faults.add("rule '" + rule.name() + "'", e);
      return Always.FALSE;
    }
  }

  /**
   * The decision for a rule with {@code first}. Such a rule ignores an event that lacks a value to compare, so these
   * values must exist in addition to the condition.
   */
  TypedCondition decideFirst(int key, FirstSeenCondition first, Event event, LoopFaultLog faults) {
    try {
      return evaluator.decide(firsts.computeIfAbsent(key, k -> whole(first)), event);
    } catch (RuntimeException e) {
      faults.add("rule '" + rules.get(key).name() + "'", e);
      return Always.FALSE;
    }
  }

  private static TypedCondition whole(FirstSeenCondition first) {
    List<TypedCondition> all = new ArrayList<>();
    all.add(first.step().condition().expr());
    Stream.concat(first.step().by().stream(), first.values().stream()).map(TypedCondition.Exists::new).forEach(all::add);
    return new TypedCondition.And(all);
  }
}
