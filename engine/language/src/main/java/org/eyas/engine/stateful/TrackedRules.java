package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.eyas.api.control.OpenSequences;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.jspecify.annotations.Nullable;

/** The stateful rules of one event source, by the keys of their steps in the index of rules. */
final class TrackedRules implements Iterable<TrackedRule> {
  private final int firstKey;
  private final List<TrackedRule> all = new ArrayList<>();
  private final List<TrackedRule> byStep = new ArrayList<>();
  private final Map<String, TrackedRule> byId = new HashMap<>();

  /** @param firstKey the key of the first step, greater than the keys of all rules */
  TrackedRules(int firstKey, List<StatefulRule> remembering) {
    this.firstKey = firstKey;
    for (StatefulRule rule : remembering) {
      TrackedRule tracked = TrackedRule.of(rule, nextKey());
      all.add(tracked);
      byId.put(tracked.id(), tracked);
      rule.condition().steps().forEach(step -> byStep.add(tracked));
    }
  }

  /** The key after those of all steps. */
  int nextKey() {
    return firstKey + byStep.size();
  }

  @Override
  public Iterator<TrackedRule> iterator() {
    return all.iterator();
  }

  List<TrackedRule> all() {
    return all;
  }

  TrackedRule ofStep(int key) {
    return byStep.get(key - firstKey);
  }

  @Nullable
  TrackedRule find(String id) {
    return byId.get(id);
  }

  /** @param key that of the rule itself */
  TrackedRule of(int key) {
    return all.stream().filter(each -> each.rule().key() == key).findFirst().orElseThrow();
  }

  /** The name of the rule with the most evicted groups since the rules were loaded; empty if there is none. */
  String mostEvicting() {
    return all.stream().filter(each -> each.forgotten() > 0).max(Comparator.comparingLong(TrackedRule::forgotten))
        .map(each -> each.rule().name()).orElse("");
  }

  /** Adds the steps of a source. */
  void addSteps(String source, BiFunction<Integer, CheckedCondition, RuleIndex.Rule> indexed, List<RuleIndex.Rule> into) {
    for (TrackedRule each : all) {
      List<ConditionStep> own = each.rule().condition().steps();
      for (int step = 0; step < own.size(); step++) {
        if (own.get(step).source().equals(source)) {
          RuleIndex.Rule rule = indexed.apply(each.firstKey() + step, own.get(step).condition());
          into.add(each.tracker().begins(step) ? rule : rule.withGate(each.gate(step)));
        }
      }
    }
  }

  /** The stores of rules with certain stateful conditions, by the names and definitions of the rules. */
  Map<String, GroupStore> stores(Predicate<StatefulCondition> wanted) {
    Map<String, GroupStore> stores = new LinkedHashMap<>();
    for (TrackedRule each : all) {
      if (wanted.test(each.rule().condition())) {
        stores.put(each.id(), each.tracker());
        if (each.waiting() != null) {
          stores.put(each.id() + "\nwaiting", each.waiting());
        }
      }
    }
    return stores;
  }

  /** @see StatefulRuleStore#openSequences */
  OpenSequences openSequences(String rule, int most, long nowNanos) {
    return all.stream().filter(each -> each.rule().name().equals(rule)).findFirst()
        .map(each -> each.openSequences(most, nowNanos)).orElse(OpenSequences.NONE);
  }
}
