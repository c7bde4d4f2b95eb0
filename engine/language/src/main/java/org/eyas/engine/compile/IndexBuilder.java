package org.eyas.engine.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.engine.check.Interruption;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.compile.literal.Anchor;
import org.eyas.engine.compile.literal.Candidates;
import org.eyas.engine.compile.literal.LiteralIndex;
import org.eyas.engine.compile.literal.LiteralPasses;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Nodes;
import org.eyas.engine.compile.plan.Part;
import org.eyas.engine.compile.plan.Plan;
import org.eyas.engine.compile.plan.Planner;
import org.eyas.engine.compile.plan.SamePredicates;
import org.eyas.engine.compile.plan.SharedTrees;
import org.eyas.engine.compile.plan.Specializer;
import org.eyas.engine.compile.plan.TypeFree;
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
final class IndexBuilder {
  /** The remaining conditions of each rule, by the key of the rule. */
  private record Remainder(Map<Integer, List<Part>> parts) {}

  private record Planned(Remainder remainder, List<Plan> plans) {}

  private final List<RuleIndex.Rule> rules;
  private final MatcherFactory matchers;
  private final Map<Integer, Gate> gates = new HashMap<>();
  private final Part.Pool pool = new Part.Pool();
  private final TypeFree typeFree = new TypeFree();
  private final Map<TypedExpr, List<Part>> partsForAnyType = new IdentityHashMap<>();
  private final SharedTrees trees = new SharedTrees();
  private final Map<Remainder, Planned> plans = new HashMap<>();

  IndexBuilder(List<RuleIndex.Rule> rules, MatcherFactory matchers) {
    SamePredicates same = new SamePredicates();
    this.rules =
        rules.stream()
            .map(rule -> new RuleIndex.Rule(rule.key(), same.in(rule.condition()), rule.eventCodes(), rule.gate()))
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

  private static void addLiterals(List<Plan> plans, LiteralPasses passes) {
    Plan.groups(plans, group -> group.anchor().literals().forEach(passes::add));
  }

  /** The plan for events with one code, as lines of text. */
  String explain(int code) {
    return Plan.text(Planner.plan(remainder(code).parts()), "");
  }

  /** The remaining conditions of the rules for a code, without the rules that cannot match its events. */
  private Remainder remainder(int code) {
    Specializer specializer = new Specializer(EventSchema.current().type(code), typeFree);
    Map<Integer, List<Part>> parts = new LinkedHashMap<>();
    for (RuleIndex.Rule rule : rules) {
      if (rule.eventCodes().get(code)) {
        Interruption.check();
        TypedExpr left = specializer.specialize(rule.condition());
        if (!left.equals(Always.FALSE)) {
          parts.put(rule.key(), parts(rule.condition(), left));
        }
      }
    }
    return new Remainder(parts);
  }

  // A large condition that is equal for all event types is split once, and not for each of 420 types.
  private List<Part> parts(TypedExpr condition, TypedExpr left) {
    return typeFree.contains(condition)
        ? partsForAnyType.computeIfAbsent(condition, key -> pool.of(Specializer.conjuncts(left)))
        : pool.of(Specializer.conjuncts(left));
  }

  private Planned plan(Remainder remainder) {
    List<Plan> planned = Planner.plan(remainder.parts());
    List<TypedExpr> conditions = new ArrayList<>();
    Plan.conditions(planned, conditions);
    trees.add(conditions);
    return new Planned(remainder, planned);
  }

  private EventRules compile(Planned planned, ConditionCompiler compiler) {
    Interruption.check();
    Map<Integer, List<Part>> rules = planned.remainder().parts();
    if (rules.isEmpty()) {
      return EventRules.none();
    }
    int[] keys = rules.keySet().stream().mapToInt(Integer::intValue).toArray();
    List<List<Part>> parts = List.copyOf(rules.values());
    return new EventRules(
        matchers.matcher(branches(planned.plans(), compiler)), keys, index -> each(parts.get(index), compiler));
  }

  private static Condition each(List<Part> parts, ConditionCompiler compiler) {
    return Nodes.and(compiler.compile(parts.stream().map(Part::expr).toList()));
  }

  private Branch[] branches(List<Plan> plans, ConditionCompiler compiler) {
    return plans.stream().map(plan -> branch(plan, compiler)).toArray(Branch[]::new);
  }

  private Branch byLiterals(List<Plan.Group> groups, ConditionCompiler compiler) {
    Branch[][] inside =
        groups.stream().map(group -> branches(group.inside(), compiler)).toArray(Branch[][]::new);
    List<Anchor> anchors = groups.stream().map(Plan.Group::anchor).toList();
    return new Branch.ByLiterals(
        LiteralIndex.of(anchors, compiler.sources(), compiler.passes()), inside, new Candidates(inside.length));
  }

  private Branch branch(Plan plan, ConditionCompiler compiler) {
    return switch (plan) {
      case Plan.Guarded guarded ->
        new Branch.Guarded(compiler.compile(guarded.guards()), branches(guarded.inside(), compiler));
      case Plan.ByText byText -> {
        Map<Text, Branch[]> branches = new LinkedHashMap<>();
        Map<List<Plan>, Branch[]> same = new IdentityHashMap<>();
        byText.plans().forEach(
            (text, inside) -> branches.put(text, same.computeIfAbsent(inside, plans -> branches(plans, compiler))));
        yield new Branch.ByText(compiler.sources().text(byText.value()), new TextMap<>(branches));
      }
      case Plan.ByLiterals byLiterals -> byLiterals(byLiterals.groups(), compiler);
      case Plan.Rule rule -> new Branch.Rule(gated(rule, compiler.compile(rule.conditions())), rule.key());
    };
  }

  /**
   * Inserts the gate of a rule between its cheap and its other conditions, because the check of a gate costs a look-up.
   */
  private Condition[] gated(Plan.Rule rule, Condition[] conditions) {
    Gate gate = gates.get(rule.key());
    if (gate == null) {
      return conditions;
    }
    List<Condition> gated = new ArrayList<>(List.of(conditions));
    gated.add(Planner.cheap(rule.conditions()), frame -> gate.awaits(frame.event()));
    gated.addFirst(frame -> gate.isOpen());
    return gated.toArray(Condition[]::new);
  }
}
