package org.eyas.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that cannot match unless one of a few constants is found in an event, each by the most telling of its
 * conditions. A constant that many rules want tells little.
 */
final class AnchoredRules {
  /** A condition that holds more often than this sorts out too little. */
  private static final double TELLING = 0.7;

  private static final int INDEX_PAYS = 6;

  /** A constant in a text that has to be put together first must be so much more telling. */
  private static final double DEAR = 2;

  private final Map<Literal, Integer> popularity = new HashMap<>();
  private final Map<Part, List<OpenRule>> byPart = new LinkedHashMap<>();

  private AnchoredRules() {}

  static AnchoredRules of(List<OpenRule> rules) {
    AnchoredRules anchored = new AnchoredRules();
    rules.forEach(anchored::count);
    rules.forEach(anchored::add);
    return anchored;
  }

  /** Whether so many were found that an index is cheaper than testing each. */
  boolean isWorthwhile() {
    return rules().size() >= INDEX_PAYS;
  }

  List<OpenRule> rules() {
    return byPart.values().stream().flatMap(List::stream).toList();
  }

  Plan plan() {
    List<Plan.Group> groups = new ArrayList<>();
    byPart.forEach((part, rules) -> groups.add(group(part, rules)));
    return new Plan.ByLiterals(groups);
  }

  private static Plan.Group group(Part part, List<OpenRule> rules) {
    Anchor anchor = java.util.Objects.requireNonNull(part.anchor());
    // Without its anchor a rule comes no second time to the same index, so that planning ends.
    List<OpenRule> inside =
        anchor.answers() ? rules.stream().map(rule -> rule.without(Set.of(part))).toList() : rules;
    return new Plan.Group(anchor, anchor.answers() || rules.size() == 1 ? Planner.plan(inside) : guarded(part, rules));
  }

  /** The constants were found, but that does not yet say that the condition holds. */
  private static List<Plan> guarded(Part part, List<OpenRule> rules) {
    List<OpenRule> inside = rules.stream().map(rule -> rule.without(Set.of(part))).toList();
    return List.of(new Plan.Guarded(Merger.conjunction(List.of(part.expr())), Planner.plan(inside)));
  }

  private void count(OpenRule rule) {
    for (Part part : rule.parts()) {
      Anchor anchor = part.anchor();
      if (anchor != null) {
        anchor.literals().forEach(literal -> popularity.merge(literal, 1, Integer::sum));
      }
    }
  }

  private void add(OpenRule rule) {
    @Nullable Part best = null;
    double leastCost = Double.MAX_VALUE;
    for (Part part : rule.parts()) {
      Anchor anchor = part.anchor();
      if (anchor != null && anchor.odds(this::odds) < TELLING && anchor.odds(this::cost) < leastCost) {
        best = part;
        leastCost = anchor.odds(this::cost);
      }
    }
    if (best != null) {
      byPart.computeIfAbsent(best, part -> new ArrayList<>()).add(rule);
    }
  }

  private double odds(Literal literal) {
    return literal.odds() * (1 + popularity.getOrDefault(literal, 0) / 8.0);
  }

  private double cost(Literal literal) {
    return odds(literal) * (Estimate.isDearToRead(literal.value()) ? DEAR : 1);
  }
}
