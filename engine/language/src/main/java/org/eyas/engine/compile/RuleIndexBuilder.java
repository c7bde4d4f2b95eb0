package org.eyas.engine.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.compile.literal.CandidateSet;
import org.eyas.engine.compile.literal.LiteralAnchor;
import org.eyas.engine.compile.literal.LiteralIndex;
import org.eyas.engine.compile.literal.LiteralSearches;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.ConditionNodes;
import org.eyas.engine.compile.plan.EventTypeSpecializer;
import org.eyas.engine.compile.plan.MatchPlan;
import org.eyas.engine.compile.plan.MatchPlanner;
import org.eyas.engine.compile.plan.PredicateInterner;
import org.eyas.engine.compile.plan.RuleConjunct;
import org.eyas.engine.compile.plan.SharedConditions;
import org.eyas.engine.compile.plan.TypeIndependentConditions;
import org.eyas.engine.compile.text.TextMap;
import org.eyas.engine.schema.EventSchema;

/**
 * Builds a {@link RuleIndex} in three steps: the remaining conditions of each rule for each event code, a plan for
 * these conditions, and the nodes.
 *
 * <p>All plans are made before any node. The reasons: a predicate has a slot as soon as one event code has it in two
 * places, and a search of a text must find the constants of all plans. Event codes with the same remaining conditions
 * share plans and nodes.
 */
final class RuleIndexBuilder {
  /** The remaining conditions of each rule, by the key of the rule. */
  private record Remainder(Map<Integer, List<RuleConjunct>> parts) {}

  private record Planned(Remainder remainder, List<MatchPlan> plans) {}

  private final List<RuleIndex.Rule> rules;
  private final RuleMatcherFactory matchers;
  private final Map<Integer, MatchGate> gates = new HashMap<>();
  private final RuleConjunct.Pool pool = new RuleConjunct.Pool();
  private final TypeIndependentConditions typeFree = new TypeIndependentConditions();
  private final Map<TypedCondition, List<RuleConjunct>> partsForAnyType = new IdentityHashMap<>();
  private final SharedConditions trees = new SharedConditions();
  private final Map<Remainder, Planned> plans = new HashMap<>();

  RuleIndexBuilder(List<RuleIndex.Rule> rules, RuleMatcherFactory matchers) {
    PredicateInterner same = new PredicateInterner();
    this.rules =
        rules.stream()
            .map(rule -> new RuleIndex.Rule(rule.key(), same.intern(rule.condition()), rule.eventCodes(), rule.gate()))
            .toList();
    this.matchers = matchers;
    for (RuleIndex.Rule rule : rules) {
      if (rule.gate() != null) {
        gates.put(rule.key(), rule.gate());
      }
    }
  }

  RuleIndex build() {
    List<Planned> byCode = new ArrayList<>();
    for (int code = 0; code < EventSchema.current().size(); code++) {
      byCode.add(plans.computeIfAbsent(remainder(code), this::plan));
    }
    ConditionCompiler compiler = new ConditionCompiler(trees.shared());
    plans.values().forEach(planned -> addLiterals(planned.plans(), compiler.passes()));
    Map<Planned, EventRules> compiled = new IdentityHashMap<>();
    plans.values().forEach(planned -> compiled.put(planned, compile(planned, compiler)));
    EventRules[] rulesByCode =
        byCode.stream().map(planned -> compiled.getOrDefault(planned, EventRules.none())).toArray(EventRules[]::new);
    return new RuleIndex(rulesByCode, compiler.slotCount());
  }

  private static void addLiterals(List<MatchPlan> plans, LiteralSearches passes) {
    MatchPlan.groups(plans, group -> group.anchor().literals().forEach(passes::add));
  }

  /** The plan for events with one code, as lines of text. */
  String explain(int code) {
    return MatchPlan.text(MatchPlanner.plan(remainder(code).parts()), "");
  }

  /** The remaining conditions of the rules for a code, without the rules that cannot match its events. */
  private Remainder remainder(int code) {
    EventTypeSpecializer specializer = new EventTypeSpecializer(EventSchema.current().type(code), typeFree);
    Map<Integer, List<RuleConjunct>> parts = new LinkedHashMap<>();
    for (RuleIndex.Rule rule : rules) {
      if (rule.eventCodes().get(code)) {
        InterruptCheck.throwIfInterrupted();
        TypedCondition left = specializer.specialize(rule.condition());
        if (!left.equals(Always.FALSE)) {
          parts.put(rule.key(), parts(rule.condition(), left));
        }
      }
    }
    return new Remainder(parts);
  }

  // A large condition that is equal for all event types is split once, and not for each of 420 types.
  private List<RuleConjunct> parts(TypedCondition condition, TypedCondition left) {
    return typeFree.contains(condition)
        ? partsForAnyType.computeIfAbsent(condition, key -> pool.of(EventTypeSpecializer.conjuncts(left)))
        : pool.of(EventTypeSpecializer.conjuncts(left));
  }

  private Planned plan(Remainder remainder) {
    List<MatchPlan> planned = MatchPlanner.plan(remainder.parts());
    List<TypedCondition> conditions = new ArrayList<>();
    MatchPlan.conditions(planned, conditions);
    trees.add(conditions);
    return new Planned(remainder, planned);
  }

  private EventRules compile(Planned planned, ConditionCompiler compiler) {
    InterruptCheck.throwIfInterrupted();
    Map<Integer, List<RuleConjunct>> rules = planned.remainder().parts();
    if (rules.isEmpty()) {
      return EventRules.none();
    }
    int[] keys = rules.keySet().stream().mapToInt(Integer::intValue).toArray();
    List<List<RuleConjunct>> parts = List.copyOf(rules.values());
    return new EventRules(
        matchers.matcher(branches(planned.plans(), compiler)), keys, index -> each(parts.get(index), compiler));
  }

  private static CompiledCondition each(List<RuleConjunct> parts, ConditionCompiler compiler) {
    return ConditionNodes.and(compiler.compile(parts.stream().map(RuleConjunct::expr).toList()));
  }

  private RuleBranch[] branches(List<MatchPlan> plans, ConditionCompiler compiler) {
    return plans.stream().map(plan -> branch(plan, compiler)).toArray(RuleBranch[]::new);
  }

  private RuleBranch byLiterals(List<MatchPlan.Group> groups, ConditionCompiler compiler) {
    RuleBranch[][] inside =
        groups.stream().map(group -> branches(group.inside(), compiler)).toArray(RuleBranch[][]::new);
    List<LiteralAnchor> anchors = groups.stream().map(MatchPlan.Group::anchor).toList();
    return new RuleBranch.ByLiterals(
        LiteralIndex.of(anchors, compiler.sources(), compiler.passes()), inside, new CandidateSet(inside.length));
  }

  private RuleBranch branch(MatchPlan plan, ConditionCompiler compiler) {
    return switch (plan) {
      case MatchPlan.Guarded guarded ->
        new RuleBranch.Guarded(compiler.compile(guarded.guards()), branches(guarded.inside(), compiler));
      case MatchPlan.ByText byText -> {
        Map<Text, RuleBranch[]> branches = new LinkedHashMap<>();
        Map<List<MatchPlan>, RuleBranch[]> same = new IdentityHashMap<>();
        byText.plans().forEach(
            (text, inside) -> branches.put(text, same.computeIfAbsent(inside, plans -> branches(plans, compiler))));
        yield new RuleBranch.ByText(compiler.sources().text(byText.value()), new TextMap<>(branches));
      }
      case MatchPlan.ByLiterals byLiterals -> byLiterals(byLiterals.groups(), compiler);
      case MatchPlan.Rule rule -> new RuleBranch.Rule(gated(rule, compiler.compile(rule.conditions())), rule.key());
    };
  }

  /**
   * Inserts the gate of a rule between its cheap and its other conditions, because the check of a gate costs a look-up.
   */
  private CompiledCondition[] gated(MatchPlan.Rule rule, CompiledCondition[] conditions) {
    MatchGate gate = gates.get(rule.key());
    if (gate == null) {
      return conditions;
    }
    List<CompiledCondition> gated = new ArrayList<>(List.of(conditions));
    gated.add(MatchPlanner.cheapCount(rule.conditions()), frame -> gate.awaits(frame.event()));
    gated.addFirst(frame -> gate.isOpen());
    return gated.toArray(CompiledCondition[]::new);
  }
}
