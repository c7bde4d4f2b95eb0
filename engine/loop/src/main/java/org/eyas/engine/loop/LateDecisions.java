package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.compile.Readings;
import org.eyas.engine.memory.FirstSeen;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/**
 * Decides the rules that read pending values. Used by one loop's thread. It allocates memory only after the first event
 * with pending values.
 */
final class LateDecisions {
  private final List<LoadedRule> rules;
  private final PartialEvaluator evaluator = new PartialEvaluator();
  private final Map<Integer, TypedExpr> firsts = new HashMap<>();
  private @Nullable Readings readings;

  /** @param rules in the order of their keys */
  LateDecisions(List<LoadedRule> rules) {
    this.rules = rules;
  }

  PartialEvaluator evaluator() {
    return evaluator;
  }

  /** The keys of the rules that read one of these values; rules of other sources may be among them. */
  BitSet reading(List<TypedValue> pending) {
    Readings known = readings;
    if (known == null) {
      Map<Integer, TypedExpr> conditions = new HashMap<>();
      for (int key = 0; key < rules.size(); key++) {
        conditions.put(key, rules.get(key).condition().expr());
      }
      known = new Readings(conditions);
      readings = known;
    }
    return known.of(pending);
  }

  /**
   * The decision of a rule's condition, or the residual condition if a value is pending; false if the condition throws.
   */
  TypedExpr decide(int key, Event event, FaultLog faults) {
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
  TypedExpr decideFirst(int key, FirstSeen first, Event event, FaultLog faults) {
    try {
      return evaluator.decide(firsts.computeIfAbsent(key, k -> whole(first)), event);
    } catch (RuntimeException e) {
      faults.add("rule '" + rules.get(key).name() + "'", e);
      return Always.FALSE;
    }
  }

  private static TypedExpr whole(FirstSeen first) {
    List<TypedExpr> all = new ArrayList<>();
    all.add(first.step().condition().expr());
    Stream.concat(first.step().by().stream(), first.values().stream()).map(TypedExpr.Exists::new).forEach(all::add);
    return new TypedExpr.And(all);
  }
}
