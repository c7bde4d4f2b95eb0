package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions that the rules of one event type have in common, and makes a {@link MatchPlan} that tests each of
 * them once.
 *
 * <p>Falco tests rule by rule. Most rules of one event type have the same beginning, such as "a file is opened for
 * writing", and differ in the program. Common conditions become a guard around the rules, and texts that rules compare
 * with constants become one look-up. If many rules remain, a search finds them by the constants that they need.
 */
public final class MatchPlanner {
  /**
   * The number of rules from which on a look-up pays. Fewer rules are tested one by one, because a look-up costs as much as
   * two comparisons.
   */
  private static final int LOOKUP_PAYS = 3;

  /** The number of rules from which on constants are indexed, unless a guard covers a good part of the rules. */
  private static final int MANY = 40;

  /** A guard of many rules must cover at least one of this number of rules. */
  private static final int GUARD_SHARE = 6;

  /** A plan with a look-up contains each rule once per value: not worth it if rules have hundreds of values. */
  private static final int MOST_PLACES = 2_000;

  /** The cost in nanoseconds of a look-up in the state of a stateful rule. */
  private static final double REMEMBERED = 20;

  private MatchPlanner() {}

  /** The plan for rules with their conditions, by key. */
  public static List<MatchPlan> plan(Map<Integer, List<RuleConjunct>> rules) {
    List<RemainingRule> open = new ArrayList<>();
    rules.forEach((key, parts) -> open.add(new RemainingRule(key, parts)));
    return plan(open);
  }

  public static List<MatchPlan> plan(List<RemainingRule> rules) {
    List<MatchPlan> plans = new ArrayList<>();
    List<RemainingRule> rest = rules;
    while (rest.size() > 1) {
      InterruptCheck.throwIfInterrupted();
      Step step = step(rest);
      if (step == null) {
        break;
      }
      plans.add(step.plan());
      rest = without(rest, step.planned());
    }
    rest.forEach(rule -> plans.add(new MatchPlan.Rule(PredicateMerger.conjunction(exprs(rule.parts())), rule.key())));
    return plans;
  }

  /** A plan for some of the rules. */
  private record Step(MatchPlan plan, List<RemainingRule> planned) {}

  private static @Nullable Step step(List<RemainingRule> rest) {
    @Nullable RuleConjunct guard = mostCommon(rest);
    List<RemainingRule> guarded = guard == null ? List.of() : having(rest, guard);
    boolean many = rest.size() >= MANY;
    if (many && guarded.size() * GUARD_SHARE < rest.size()) {
      Step anchored = anchored(rest);
      if (anchored != null) {
        return anchored;
      }
    }
    @Nullable TypedValue text = many && guarded.size() * GUARD_SHARE >= rest.size() ? null : mostCompared(rest);
    List<ComparingRule> compared = text == null ? List.of() : ComparingRule.of(rest, text);
    boolean lookup =
        compared.size() >= LOOKUP_PAYS && (compared.size() > guarded.size() || isExpensive(guard, compared, guarded));
    if (text != null && lookup && places(compared) <= MOST_PLACES) {
      return new Step(byText(text, compared), compared.stream().map(ComparingRule::rule).toList());
    }
    if (guarded.size() >= 2) {
      return new Step(guarded(guarded), guarded);
    }
    return anchored(rest);
  }

  /** Whether the guard costs more than a look-up that selects the same number of rules. */
  private static boolean isExpensive(@Nullable RuleConjunct guard, List<ComparingRule> compared, List<RemainingRule> guarded) {
    return guard != null && compared.size() == guarded.size() && !CostEstimate.isCheap(guard.expr());
  }

  private static @Nullable Step anchored(List<RemainingRule> rest) {
    AnchoredRules anchored = AnchoredRules.of(rest);
    return anchored.isWorthwhile() ? new Step(anchored.plan(), anchored.rules()) : null;
  }

  private static MatchPlan guarded(List<RemainingRule> rules) {
    List<RuleConjunct> common = new ArrayList<>(rules.getFirst().parts());
    rules.forEach(rule -> common.retainAll(Set.copyOf(rule.parts())));
    Set<RuleConjunct> tested = Set.copyOf(common);
    List<MatchPlan> inside = plan(rules.stream().map(rule -> rule.without(tested)).toList());
    return new MatchPlan.Guarded(PredicateMerger.conjunction(exprs(common)), inside);
  }

  private static int places(List<ComparingRule> rules) {
    return rules.stream().mapToInt(rule -> rule.constants().size()).sum();
  }

  private static MatchPlan byText(TypedValue text, List<ComparingRule> rules) {
    Map<Text, List<ComparingRule>> wanting = new TreeMap<>();
    for (ComparingRule rule : rules) {
      new HashSet<>(rule.constants())
          .forEach(value -> wanting.computeIfAbsent(value, v -> new ArrayList<>()).add(rule));
    }
    Map<Text, List<MatchPlan>> plans = new LinkedHashMap<>();
    // Values that select the same rules share one plan.
    Map<List<Integer>, List<MatchPlan>> byRules = new HashMap<>();
    wanting.forEach(
        (value, each) -> {
          List<Integer> keys = each.stream().map(rule -> rule.rule().key()).toList();
          plans.put(value, byRules.computeIfAbsent(keys, k -> plan(answered(each))));
        });
    return new MatchPlan.ByText(text, plans);
  }

  private static List<RemainingRule> answered(List<ComparingRule> rules) {
    return rules.stream().map(rule -> rule.rule().without(Set.of(rule.part()))).toList();
  }

  private static @Nullable RuleConjunct mostCommon(List<RemainingRule> rules) {
    Map<RuleConjunct, Integer> counts = new LinkedHashMap<>();
    rules.forEach(rule -> rule.parts().forEach(part -> counts.merge(part, 1, Integer::sum)));
    return mostFrequent(counts);
  }

  private static @Nullable TypedValue mostCompared(List<RemainingRule> rules) {
    Map<TypedValue, Integer> counts = new LinkedHashMap<>();
    for (RemainingRule rule : rules) {
      rule.parts().stream()
          .map(RuleConjunct::comparison)
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

  private static List<RemainingRule> having(List<RemainingRule> rules, RuleConjunct part) {
    return rules.stream().filter(rule -> rule.parts().contains(part)).toList();
  }

  private static List<RemainingRule> without(List<RemainingRule> rules, List<RemainingRule> planned) {
    Set<RemainingRule> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(planned);
    return rules.stream().filter(rule -> !gone.contains(rule)).toList();
  }

  /**
   * The number of conditions at the beginning of the list that cost less than a look-up in the state of a stateful
   * rule.
   */
  public static int cheapCount(List<TypedCondition> conditions) {
    int cheap = 0;
    while (cheap < conditions.size() && CostEstimate.of(conditions.get(cheap)).cost() < REMEMBERED) {
      cheap++;
    }
    return cheap;
  }

  private static List<TypedCondition> exprs(List<RuleConjunct> parts) {
    return parts.stream().map(RuleConjunct::expr).toList();
  }
}
