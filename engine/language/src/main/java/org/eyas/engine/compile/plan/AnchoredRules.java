package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.literal.LiteralAnchor;
import org.eyas.engine.compile.literal.SearchLiteral;
import org.jspecify.annotations.Nullable;

/**
 * The rules that cannot match unless an event contains one of a few constants. Each rule is indexed by one of its
 * conditions: a selective condition whose texts are cheap to search. A constant of many rules is not selective, but a
 * text that many rules use must be searched anyway.
 */
public final class AnchoredRules {
  /** A condition that holds more often than this is not selective enough. */
  private static final double SELECTIVE_ODDS = 0.7;

  private static final int INDEX_PAYS = 6;

  /** The cost of testing the rules of a constant, in the unit of {@link CostEstimate}. */
  private static final double GROUP = 20;

  /** One search of a text, which finds the constants of all rules for one place in it. */
  private record Pass(TypedValue value, SearchLiteral.Place place) {
    double cost() {
      double search =
          switch (place) {
            case WHOLE -> 3;
            case START, END -> 5;
            case INSIDE, INSIDE_ANY_CASE -> 12;
          };
      return CostEstimate.readCost(value) + search;
    }
  }

  private final Map<SearchLiteral, Integer> popularity = new HashMap<>();
  private final Map<Pass, Integer> users = new HashMap<>();
  private final Map<RuleConjunct, List<RemainingRule>> byPart = new LinkedHashMap<>();

  private AnchoredRules() {}

  static AnchoredRules of(List<RemainingRule> rules) {
    AnchoredRules anchored = new AnchoredRules();
    rules.forEach(anchored::count);
    rules.forEach(anchored::add);
    return anchored;
  }

  /** Whether an index is cheaper than testing each of the rules. */
  boolean isWorthwhile() {
    return rules().size() >= INDEX_PAYS;
  }

  List<RemainingRule> rules() {
    return byPart.values().stream().flatMap(List::stream).toList();
  }

  MatchPlan plan() {
    List<MatchPlan.Group> groups = new ArrayList<>();
    byPart.forEach((part, rules) -> groups.add(group(part, rules)));
    return new MatchPlan.ByLiterals(groups);
  }

  private static MatchPlan.Group group(RuleConjunct part, List<RemainingRule> rules) {
    LiteralAnchor anchor = java.util.Objects.requireNonNull(part.anchor());
    // The anchor is removed from the rule, so that the rule does not return to the same index and planning ends.
    List<RemainingRule> inside =
        anchor.answers() ? rules.stream().map(rule -> rule.without(Set.of(part))).toList() : rules;
    return new MatchPlan.Group(anchor, anchor.answers() || rules.size() == 1 ? MatchPlanner.plan(inside) : guarded(part, rules));
  }

  /** The plans after a constant was found: the condition itself must still be tested. */
  private static List<MatchPlan> guarded(RuleConjunct part, List<RemainingRule> rules) {
    List<RemainingRule> inside = rules.stream().map(rule -> rule.without(Set.of(part))).toList();
    return List.of(new MatchPlan.Guarded(PredicateMerger.conjunction(List.of(part.expr())), MatchPlanner.plan(inside)));
  }

  private void count(RemainingRule rule) {
    Set<Pass> passes = new HashSet<>();
    for (RuleConjunct part : rule.parts()) {
      LiteralAnchor anchor = part.anchor();
      if (anchor != null) {
        anchor.literals().forEach(literal -> popularity.merge(literal, 1, Integer::sum));
        passes.addAll(passes(anchor));
      }
    }
    passes.forEach(pass -> users.merge(pass, 1, Integer::sum));
  }

  private void add(RemainingRule rule) {
    @Nullable RuleConjunct best = null;
    double leastCost = Double.MAX_VALUE;
    for (RuleConjunct part : rule.parts()) {
      LiteralAnchor anchor = part.anchor();
      if (anchor != null && anchor.odds(this::odds) < SELECTIVE_ODDS && cost(anchor) < leastCost) {
        best = part;
        leastCost = cost(anchor);
      }
    }
    if (best != null) {
      byPart.computeIfAbsent(best, part -> new ArrayList<>()).add(rule);
    }
  }

  private double odds(SearchLiteral literal) {
    return literal.odds() * (1 + popularity.getOrDefault(literal, 0) / 8.0);
  }

  /** The cost of a search is shared among all rules that need it. */
  private double cost(LiteralAnchor anchor) {
    double shares = passes(anchor).stream().mapToDouble(pass -> pass.cost() / users.getOrDefault(pass, 1)).sum();
    return anchor.odds(this::odds) * GROUP + shares;
  }

  private static Set<Pass> passes(LiteralAnchor anchor) {
    Set<Pass> passes = new HashSet<>();
    anchor.literals().forEach(literal -> passes.add(new Pass(literal.value(), literal.place())));
    return passes;
  }
}
