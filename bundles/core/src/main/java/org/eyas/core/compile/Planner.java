package org.eyas.core.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Text;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.check.TypedExpr.TextCheck;
import org.eyas.core.check.TypedValue;
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
  private record Open(int key, List<Part> parts) {
    Open without(Set<Part> tested) {
      return new Open(key, parts.stream().filter(part -> !tested.contains(part)).toList());
    }

    @Nullable Part comparing(TypedValue text) {
      for (Part part : parts) {
        TextCheck check = part.comparison();
        if (check != null && check.left().equals(text)) {
          return part;
        }
      }
      return null;
    }
  }

  /** A rule that compares a text, with the part that does. */
  private record Comparing(Open rule, Part part, List<Text> constants) {}

  private Planner() {}

  /** The plan for rules with their conditions, by key. */
  static List<Plan> plan(Map<Integer, List<Part>> rules) {
    List<Open> open = new ArrayList<>();
    rules.forEach((key, parts) -> open.add(new Open(key, parts)));
    return plan(open);
  }

  private static List<Plan> plan(List<Open> rules) {
    List<Plan> plans = new ArrayList<>();
    List<Open> rest = rules;
    while (rest.size() > 1) {
      @Nullable Part guard = mostCommon(rest);
      @Nullable TypedValue text = mostCompared(rest);
      List<Open> guarded = guard == null ? List.of() : having(rest, guard);
      List<Comparing> compared = text == null ? List.of() : comparing(rest, text);
      boolean lookup = compared.size() >= LOOKUP_PAYS && compared.size() > guarded.size();
      if (text != null && lookup) {
        plans.add(byText(text, compared));
        rest = without(rest, compared.stream().map(Comparing::rule).toList());
      } else if (guarded.size() >= 2) {
        plans.add(guarded(guarded));
        rest = without(rest, guarded);
      } else {
        break;
      }
    }
    rest.forEach(rule -> plans.add(new Plan.Rule(Merger.conjunction(exprs(rule.parts())), rule.key())));
    return plans;
  }

  private static Plan guarded(List<Open> rules) {
    List<Part> common = new ArrayList<>(rules.getFirst().parts());
    rules.forEach(rule -> common.retainAll(Set.copyOf(rule.parts())));
    Set<Part> tested = Set.copyOf(common);
    List<Plan> inside = plan(rules.stream().map(rule -> rule.without(tested)).toList());
    return new Plan.Guarded(Merger.conjunction(exprs(common)), inside);
  }

  private static Plan byText(TypedValue text, List<Comparing> rules) {
    Map<Text, List<Plan>> plans = new LinkedHashMap<>();
    // Values that the same rules want share one plan.
    Map<List<Integer>, List<Plan>> byRules = new HashMap<>();
    TreeSet<Text> values = new TreeSet<>();
    rules.forEach(rule -> values.addAll(rule.constants()));
    for (Text value : values) {
      List<Comparing> wanting = rules.stream().filter(rule -> rule.constants().contains(value)).toList();
      List<Integer> keys = wanting.stream().map(rule -> rule.rule().key()).toList();
      plans.put(value, byRules.computeIfAbsent(keys, k -> plan(answered(wanting))));
    }
    return new Plan.ByText(text, plans);
  }

  private static List<Open> answered(List<Comparing> rules) {
    return rules.stream().map(rule -> rule.rule().without(Set.of(rule.part()))).toList();
  }

  private static @Nullable Part mostCommon(List<Open> rules) {
    Map<Part, Integer> counts = new LinkedHashMap<>();
    rules.forEach(rule -> rule.parts().forEach(part -> counts.merge(part, 1, Integer::sum)));
    return mostFrequent(counts);
  }

  private static @Nullable TypedValue mostCompared(List<Open> rules) {
    Map<TypedValue, Integer> counts = new LinkedHashMap<>();
    for (Open rule : rules) {
      rule.parts().stream()
          .map(Part::comparison)
          .filter(check -> check != null)
          .map(TextCheck::left)
          .distinct()
          .forEach(left -> counts.merge(left, 1, Integer::sum));
    }
    return mostFrequent(counts);
  }

  private static <T> @Nullable T mostFrequent(Map<T, Integer> counts) {
    return counts.isEmpty() ? null : Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static List<Open> having(List<Open> rules, Part part) {
    return rules.stream().filter(rule -> rule.parts().contains(part)).toList();
  }

  private static List<Comparing> comparing(List<Open> rules, TypedValue text) {
    List<Comparing> comparing = new ArrayList<>();
    for (Open rule : rules) {
      Part part = rule.comparing(text);
      TextCheck check = part == null ? null : part.comparison();
      if (part != null && check != null) {
        comparing.add(new Comparing(rule, part, check.constants()));
      }
    }
    return comparing;
  }

  private static List<Open> without(List<Open> rules, List<Open> planned) {
    return rules.stream().filter(rule -> !planned.contains(rule)).toList();
  }

  private static List<TypedExpr> exprs(List<Part> parts) {
    return parts.stream().map(Part::expr).toList();
  }
}
