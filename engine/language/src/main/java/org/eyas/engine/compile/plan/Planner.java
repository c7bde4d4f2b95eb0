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
import org.eyas.engine.check.Interruption;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions that the rules of one event type have in common, and makes a {@link Plan} that tests each of
 * them once.
 *
 * <p>Falco tests rule by rule. Most rules of one event type have the same beginning, such as "a file is opened for
 * writing", and differ in the program. Common conditions become a guard around the rules, and texts that rules compare
 * with constants become one look-up. If many rules remain, a search finds them by the constants that they need.
 */
public final class Planner {
  /** If there are fewer rules than this, they are tested one by one: a look-up costs as much as two comparisons. */
  private static final int LOOKUP_PAYS = 3;

  /** From this number of rules on, constants are indexed unless a guard covers a good part of the rules. */
  private static final int MANY = 40;

  /** A guard of many rules must cover at least one of this number of rules. */
  private static final int GUARD_SHARE = 6;

  /** A plan with a look-up contains each rule once per value: not worth it if rules have hundreds of values. */
  private static final int MOST_PLACES = 2_000;

  /** The cost in nanoseconds of a look-up in the state of a stateful rule. */
  private static final double REMEMBERED = 20;

  private Planner() {}

  /** The plan for rules with their conditions, by key. */
  public static List<Plan> plan(Map<Integer, List<Part>> rules) {
    List<OpenRule> open = new ArrayList<>();
    rules.forEach((key, parts) -> open.add(new OpenRule(key, parts)));
    return plan(open);
  }

  public static List<Plan> plan(List<OpenRule> rules) {
    List<Plan> plans = new ArrayList<>();
    List<OpenRule> rest = rules;
    while (rest.size() > 1) {
      Interruption.check();
      Step step = step(rest);
      if (step == null) {
        break;
      }
      plans.add(step.plan());
      rest = without(rest, step.planned());
    }
    rest.forEach(rule -> plans.add(new Plan.Rule(Merger.conjunction(exprs(rule.parts())), rule.key())));
    return plans;
  }

  /** A plan for some of the rules. */
  private record Step(Plan plan, List<OpenRule> planned) {}

  private static @Nullable Step step(List<OpenRule> rest) {
    @Nullable Part guard = mostCommon(rest);
    List<OpenRule> guarded = guard == null ? List.of() : having(rest, guard);
    boolean many = rest.size() >= MANY;
    if (many && guarded.size() * GUARD_SHARE < rest.size()) {
      Step anchored = anchored(rest);
      if (anchored != null) {
        return anchored;
      }
    }
    @Nullable TypedValue text = many && guarded.size() * GUARD_SHARE >= rest.size() ? null : mostCompared(rest);
    List<Comparing> compared = text == null ? List.of() : Comparing.of(rest, text);
    boolean lookup =
        compared.size() >= LOOKUP_PAYS && (compared.size() > guarded.size() || isExpensive(guard, compared, guarded));
    if (text != null && lookup && places(compared) <= MOST_PLACES) {
      return new Step(byText(text, compared), compared.stream().map(Comparing::rule).toList());
    }
    if (guarded.size() >= 2) {
      return new Step(guarded(guarded), guarded);
    }
    return anchored(rest);
  }

  /** Whether the guard costs more than a look-up that selects the same number of rules. */
  private static boolean isExpensive(@Nullable Part guard, List<Comparing> compared, List<OpenRule> guarded) {
    return guard != null && compared.size() == guarded.size() && !Estimate.isCheap(guard.expr());
  }

  private static @Nullable Step anchored(List<OpenRule> rest) {
    AnchoredRules anchored = AnchoredRules.of(rest);
    return anchored.isWorthwhile() ? new Step(anchored.plan(), anchored.rules()) : null;
  }

  private static Plan guarded(List<OpenRule> rules) {
    List<Part> common = new ArrayList<>(rules.getFirst().parts());
    rules.forEach(rule -> common.retainAll(Set.copyOf(rule.parts())));
    Set<Part> tested = Set.copyOf(common);
    List<Plan> inside = plan(rules.stream().map(rule -> rule.without(tested)).toList());
    return new Plan.Guarded(Merger.conjunction(exprs(common)), inside);
  }

  private static int places(List<Comparing> rules) {
    return rules.stream().mapToInt(rule -> rule.constants().size()).sum();
  }

  private static Plan byText(TypedValue text, List<Comparing> rules) {
    Map<Text, List<Comparing>> wanting = new TreeMap<>();
    for (Comparing rule : rules) {
      new HashSet<>(rule.constants())
          .forEach(value -> wanting.computeIfAbsent(value, v -> new ArrayList<>()).add(rule));
    }
    Map<Text, List<Plan>> plans = new LinkedHashMap<>();
    // Values that select the same rules share one plan.
    Map<List<Integer>, List<Plan>> byRules = new HashMap<>();
    wanting.forEach(
        (value, each) -> {
          List<Integer> keys = each.stream().map(rule -> rule.rule().key()).toList();
          plans.put(value, byRules.computeIfAbsent(keys, k -> plan(answered(each))));
        });
    return new Plan.ByText(text, plans);
  }

  private static List<OpenRule> answered(List<Comparing> rules) {
    return rules.stream().map(rule -> rule.rule().without(Set.of(rule.part()))).toList();
  }

  private static @Nullable Part mostCommon(List<OpenRule> rules) {
    Map<Part, Integer> counts = new LinkedHashMap<>();
    rules.forEach(rule -> rule.parts().forEach(part -> counts.merge(part, 1, Integer::sum)));
    return mostFrequent(counts);
  }

  private static @Nullable TypedValue mostCompared(List<OpenRule> rules) {
    Map<TypedValue, Integer> counts = new LinkedHashMap<>();
    for (OpenRule rule : rules) {
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

  private static List<OpenRule> having(List<OpenRule> rules, Part part) {
    return rules.stream().filter(rule -> rule.parts().contains(part)).toList();
  }

  private static List<OpenRule> without(List<OpenRule> rules, List<OpenRule> planned) {
    Set<OpenRule> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(planned);
    return rules.stream().filter(rule -> !gone.contains(rule)).toList();
  }

  /**
   * The number of conditions at the beginning of the list that cost less than a look-up in the state of a stateful
   * rule.
   */
  public static int cheap(List<TypedExpr> conditions) {
    int cheap = 0;
    while (cheap < conditions.size() && Estimate.of(conditions.get(cheap)).cost() < REMEMBERED) {
      cheap++;
    }
    return cheap;
  }

  private static List<TypedExpr> exprs(List<Part> parts) {
    return parts.stream().map(Part::expr).toList();
  }
}
