package org.eyas.core.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.core.check.Checked;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.check.TypedExpr.Always;
import org.eyas.core.schema.EventSchema;

/**
 * The compiled rules of one event source by event code, for the thread of one loop.
 *
 * <p>A caller makes one {@link Frame} with {@link #newFrame}, begins each event with it, and asks {@link #rules} for those
 * to match. Nothing allocates then.
 */
public final class RuleIndex {
  /**
   * One enabled rule.
   *
   * @param key ascending in the order of definition
   * @param eventCodes the codes of the events it is tested for
   */
  public record Rule(int key, TypedExpr condition, BitSet eventCodes) {
    /** A rule of the syscall source. Events that others inject can have any name. */
    public static Rule ofSyscalls(int key, Checked checked) {
      BitSet codes = (BitSet) checked.eventCodes().clone();
      codes.set(EventSchema.current().type("ASYNCEVENT_E").code());
      return new Rule(key, checked.expr(), codes);
    }

    /** A rule of any other source, all of whose events have one type. */
    public static Rule ofPlugin(int key, Checked checked) {
      BitSet codes = new BitSet();
      codes.set(EventSchema.current().type("PLUGINEVENT_E").code());
      return new Rule(key, checked.expr(), codes);
    }
  }

  private final EventRules[] byCode;
  private final int slotCount;

  private RuleIndex(EventRules[] byCode, int slotCount) {
    this.byCode = byCode;
    this.slotCount = slotCount;
  }

  /** Compiles rules together. */
  public static RuleIndex of(List<Rule> rules) {
    return new Builder(rules).build();
  }

  /** The rules for events of a code; those of an unknown code are none. */
  public EventRules rules(int code) {
    return code >= 0 && code < byCode.length ? byCode[code] : EventRules.none();
  }

  /** A frame for these rules. */
  public Frame newFrame(Event first) {
    return new Frame(slotCount, first);
  }

  /** How many predicates are evaluated at most once per event because rules share them. */
  public int sharedCount() {
    return slotCount;
  }

  private static final class Builder {
    private final List<Rule> rules;
    private final Map<Map<Integer, List<TypedExpr>>, EventRules> known = new HashMap<>();

    Builder(List<Rule> rules) {
      this.rules = rules;
    }

    RuleIndex build() {
      int size = EventSchema.current().size();
      List<Map<Integer, List<TypedExpr>>> parts = new ArrayList<>(size);
      Map<Map<Integer, List<TypedExpr>>, List<Plan>> plans = new HashMap<>();
      SharedTrees trees = new SharedTrees();
      for (int code = 0; code < size; code++) {
        Map<Integer, List<TypedExpr>> part = conjuncts(code);
        parts.add(part);
        if (!plans.containsKey(part)) {
          List<Plan> plan = Planner.plan(part);
          List<TypedExpr> conditions = new ArrayList<>();
          Plan.conditions(plan, conditions);
          trees.add(conditions);
          plans.put(part, plan);
        }
      }
      ConditionCompiler compiler = new ConditionCompiler(trees.shared());
      EventRules[] byCode = new EventRules[size];
      for (int code = 0; code < size; code++) {
        byCode[code] = known.computeIfAbsent(parts.get(code), part -> compile(part, plans.get(part), compiler));
      }
      return new RuleIndex(byCode, compiler.slotCount());
    }

    /** What each rule still has to test for events of a code; rules that cannot match are left out. */
    private Map<Integer, List<TypedExpr>> conjuncts(int code) {
      Specializer specializer = new Specializer(EventSchema.current().type(code));
      Map<Integer, List<TypedExpr>> conjuncts = new LinkedHashMap<>();
      for (Rule rule : rules) {
        if (rule.eventCodes().get(code)) {
          TypedExpr left = specializer.specialize(rule.condition());
          if (!left.equals(Always.FALSE)) {
            conjuncts.put(rule.key(), Specializer.conjuncts(left));
          }
        }
      }
      return conjuncts;
    }

    private static EventRules compile(
        Map<Integer, List<TypedExpr>> rules, List<Plan> plans, ConditionCompiler compiler) {
      int[] keys = rules.keySet().stream().mapToInt(Integer::intValue).toArray();
      Condition[] each =
          rules.values().stream().map(parts -> Nodes.and(compiler.compile(parts))).toArray(Condition[]::new);
      return keys.length == 0 ? EventRules.none() : new EventRules(branches(plans, compiler), keys, each);
    }

    private static Branch[] branches(List<Plan> plans, ConditionCompiler compiler) {
      return plans.stream().map(plan -> branch(plan, compiler)).toArray(Branch[]::new);
    }

    private static Branch branch(Plan plan, ConditionCompiler compiler) {
      return switch (plan) {
        case Plan.Guarded guarded ->
            new Branch.Guarded(compiler.compile(guarded.guards()), branches(guarded.inside(), compiler));
        case Plan.ByText byText -> {
          Map<Text, Branch[]> branches = new LinkedHashMap<>();
          byText.plans().forEach((text, inside) -> branches.put(text, branches(inside, compiler)));
          yield new Branch.ByText(compiler.sources().text(byText.value()), new TextMap<>(branches));
        }
        case Plan.Rule rule -> new Branch.Rule(compiler.compile(rule.conditions()), rule.key());
      };
    }
  }
}
