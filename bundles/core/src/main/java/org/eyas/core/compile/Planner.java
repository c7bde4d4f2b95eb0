package org.eyas.core.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.check.TypedExpr.TextCheck;
import org.eyas.core.check.TypedValue;
import org.eyas.core.syntax.Expr.Modifier;
import org.eyas.core.syntax.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Finds what rules of one event type have in common and makes a {@link Plan} that tests it once.
 *
 * <p>Falco tests rule by rule. Most rules of one event type begin alike, "a file is opened for writing", and differ in
 * which program does it: common conditions become a guard around the rules, and texts that rules compare with constants
 * become one look-up.
 */
final class Planner {
  /** Fewer rules than this are tested one by one: a look-up costs as much as two comparisons. */
  private static final int LOOKUP_PAYS = 3;

  /** A rule with the conditions that are not yet tested where it stands. */
  private record Open(int key, List<TypedExpr> conditions) {}

  private Planner() {}

  /** The plan for rules with their conditions, by key. */
  static List<Plan> plan(Map<Integer, List<TypedExpr>> rules) {
    List<Open> open = new ArrayList<>();
    rules.forEach((key, conditions) -> open.add(new Open(key, conditions)));
    return plan(open);
  }

  private static List<Plan> plan(List<Open> rules) {
    List<Plan> plans = new ArrayList<>();
    List<Open> rest = rules;
    while (rest.size() > 1) {
      @Nullable TypedExpr guard = mostCommon(rest);
      @Nullable TypedValue text = mostCompared(rest);
      List<Open> guarded = guard == null ? List.of() : having(rest, guard);
      List<Open> compared = text == null ? List.of() : comparing(rest, text);
      if (guarded.size() >= 2 && guarded.size() >= compared.size()) {
        plans.add(guarded(guarded));
        rest = Plan.without(rest, guarded);
      } else if (text != null && compared.size() >= LOOKUP_PAYS) {
        plans.add(byText(text, compared));
        rest = Plan.without(rest, compared);
      } else if (guarded.size() >= 2) {
        plans.add(guarded(guarded));
        rest = Plan.without(rest, guarded);
      } else {
        break;
      }
    }
    rest.forEach(rule -> plans.add(new Plan.Rule(Merger.conjunction(rule.conditions()), rule.key())));
    return plans;
  }

  private static Plan guarded(List<Open> rules) {
    List<TypedExpr> common = new ArrayList<>(rules.getFirst().conditions());
    rules.forEach(rule -> common.retainAll(rule.conditions()));
    return new Plan.Guarded(Merger.conjunction(common), plan(rules.stream().map(rule -> less(rule, common)).toList()));
  }

  private static Plan byText(TypedValue text, List<Open> rules) {
    Map<Text, List<Plan>> plans = new LinkedHashMap<>();
    // Values that the same rules want share one plan.
    Map<List<Integer>, List<Plan>> byRules = new HashMap<>();
    for (Text value : values(text, rules)) {
      List<Open> wanting = rules.stream().filter(rule -> wants(rule, text, value)).toList();
      List<Integer> keys = wanting.stream().map(Open::key).toList();
      plans.put(value, byRules.computeIfAbsent(keys, k -> plan(answered(wanting, text))));
    }
    return new Plan.ByText(text, plans);
  }

  private static TreeSet<Text> values(TypedValue text, List<Open> rules) {
    TreeSet<Text> values = new TreeSet<>();
    rules.forEach(rule -> values.addAll(comparison(rule, text).constants()));
    return values;
  }

  private static boolean wants(Open rule, TypedValue text, Text value) {
    return comparison(rule, text).constants().contains(value);
  }

  private static List<Open> answered(List<Open> rules, TypedValue text) {
    return rules.stream().map(rule -> less(rule, List.of(comparison(rule, text)))).toList();
  }

  private static TextCheck comparison(Open rule, TypedValue text) {
    for (TypedExpr condition : rule.conditions()) {
      if (isComparison(condition) && ((TextCheck) condition).left().equals(text)) {
        return (TextCheck) condition;
      }
    }
    throw new IllegalStateException("no comparison of " + text.text());
  }

  private static @Nullable TypedExpr mostCommon(List<Open> rules) {
    Map<TypedExpr, Integer> counts = new LinkedHashMap<>();
    rules.forEach(rule -> rule.conditions().forEach(condition -> counts.merge(condition, 1, Integer::sum)));
    return mostFrequent(counts);
  }

  private static @Nullable TypedValue mostCompared(List<Open> rules) {
    Map<TypedValue, Integer> counts = new LinkedHashMap<>();
    for (Open rule : rules) {
      rule.conditions().stream()
          .filter(Planner::isComparison)
          .map(condition -> ((TextCheck) condition).left())
          .distinct()
          .forEach(left -> counts.merge(left, 1, Integer::sum));
    }
    return mostFrequent(counts);
  }

  private static <T> @Nullable T mostFrequent(Map<T, Integer> counts) {
    return counts.isEmpty() ? null : Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static List<Open> having(List<Open> rules, TypedExpr condition) {
    return rules.stream().filter(rule -> rule.conditions().contains(condition)).toList();
  }

  private static List<Open> comparing(List<Open> rules, TypedValue text) {
    return rules.stream()
        .filter(
            rule ->
                rule.conditions().stream()
                    .anyMatch(each -> isComparison(each) && ((TextCheck) each).left().equals(text)))
        .toList();
  }

  /** Whether a condition says which values one text must have. */
  private static boolean isComparison(TypedExpr condition) {
    return condition instanceof TextCheck check
        && check.left().shape() == Shape.ONE
        && check.modifier() == Modifier.NONE
        && (check.operator() == Operator.EQUAL || check.operator() == Operator.IN);
  }

  private static Open less(Open rule, List<TypedExpr> tested) {
    return new Open(rule.key(), Plan.without(rule.conditions(), tested));
  }
}
