package org.eyas.engine.compile.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * An estimate: the cost of testing a condition, and the probability that it holds.
 *
 * <p>Reading a field has no side effect, so the parts of a conjunction may be tested in any order, cheap and rarely
 * true parts first. Rules usually state requirements first and exceptions after them, so a comparison rarely holds and
 * its negation often does.
 *
 * @param cost in nanoseconds, approximately
 * @param odds the probability that the condition holds, 0 to 1
 */
public record CostEstimate(double cost, double odds) {
  private static final double NEVER = 0.001;
  private static final double PROBE = 2;
  private static final double SCAN = 10;
  private static final double PATTERN = 25;
  private static final double REGEX = 400;

  /** Fields that are built when they are read, or that need a search among ancestors. */
  private static final Set<String> BUILT =
      Set.of(
          "evt.arg", "evt.args", "evt.info", "evt.res", "proc.cmdline", "proc.pcmdline", "proc.args", "proc.exeline",
          "proc.aname", "proc.aexe", "proc.aexepath", "proc.acmdline", "fd.containerdirectory",
          "thread.cap_effective", "thread.cap_permitted", "proc.sname", "proc.tree.pid", "proc.relay.connection",
          "proc.relay.exepath", "proc.relay.pid", "evt.abspath", "fs.path.name", "fs.path.source", "fs.path.target");

  static CostEstimate of(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> new CostEstimate(0, always.answer() ? 1 : 0);
      case TypedCondition.Not not -> of(not.child()).negated();
      case TypedCondition.And and -> all(and.children());
      case TypedCondition.Or or -> any(or.children());
      case Predicate predicate -> predicate(predicate);
    };
  }

  /** Whether evaluating it again costs no more than reading a kept answer. */
  static boolean isCheap(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> true;
      case TypedCondition.Not not -> isCheap(not.child());
      case NumberCheck check -> check.left().shape() == Shape.ONE && check.modifier() == Modifier.NONE;
      case TypedCondition.Exists exists -> true;
      default -> false;
    };
  }

  /** The parts of a conjunction, beginning with the part that is most likely to be false per cost. */
  static List<TypedCondition> likelyFalseFirst(List<TypedCondition> parts) {
    return sorted(parts, each -> each.cost / Math.max(NEVER, 1 - each.odds));
  }

  /** The parts of a disjunction, beginning with the part that is most likely to be true per cost. */
  static List<TypedCondition> likelyTrueFirst(List<TypedCondition> parts) {
    return sorted(parts, each -> each.cost / Math.max(NEVER, each.odds));
  }

  private record Ranked(TypedCondition expr, double rank) {}

  private static List<TypedCondition> sorted(List<TypedCondition> parts, ToDoubleFunction<CostEstimate> rank) {
    return parts.stream()
        .map(part -> new Ranked(part, rank.applyAsDouble(of(part))))
        .sorted(Comparator.comparingDouble(Ranked::rank))
        .map(Ranked::expr)
        .toList();
  }

  private CostEstimate negated() {
    return new CostEstimate(cost, 1 - odds);
  }

  private static CostEstimate all(List<TypedCondition> parts) {
    double cost = 1;
    double odds = 1;
    for (TypedCondition part : parts) {
      CostEstimate each = of(part);
      cost += odds * each.cost;
      odds *= each.odds;
    }
    return new CostEstimate(cost, odds);
  }

  private static CostEstimate any(List<TypedCondition> parts) {
    double cost = 1;
    double none = 1;
    for (TypedCondition part : parts) {
      CostEstimate each = of(part);
      cost += none * each.cost;
      none *= 1 - each.odds;
    }
    return new CostEstimate(cost, 1 - none);
  }

  private static CostEstimate predicate(Predicate predicate) {
    CostEstimate test =
        switch (predicate) {
          case TypedCondition.Exists exists -> new CostEstimate(1, 0.8);
          case NumberCheck check -> new CostEstimate(1, number(check));
          case TextCheck check -> text(check);
          case TypedCondition.AddressCheck check -> new CostEstimate(PROBE, 0.1);
          case TypedCondition.NetworkCheck check -> new CostEstimate(PROBE + check.constants().size(), 0.3);
          case TypedCondition.ValueCheck check -> new CostEstimate(PROBE + readCost(check.right()), 0.2);
          case TypedCondition.RegexCheck check -> new CostEstimate(REGEX * check.patterns().size(), 0.1);
        };
    return new CostEstimate(test.cost + readCost(predicate.left()), test.odds);
  }

  private static double number(NumberCheck check) {
    return switch (check.operator()) {
      case EQUAL, IN, INTERSECTS -> 0.3;
      case NOT_EQUAL -> 0.8;
      default -> 0.5;
    };
  }

  private static CostEstimate text(TextCheck check) {
    int constants = Math.max(1, check.constants().size());
    return switch (check.operator()) {
      case EQUAL -> new CostEstimate(PROBE, 0.05);
      case NOT_EQUAL -> new CostEstimate(PROBE, 0.9);
      case IN, INTERSECTS -> new CostEstimate(PROBE + 1, Math.min(0.3, 0.05 + constants * 0.005));
      case STARTSWITH, BSTARTSWITH, ENDSWITH -> new CostEstimate(PROBE + 1, Math.min(0.4, 0.05 * constants));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> new CostEstimate(PROBE + 1, 0.5);
      case CONTAINS, BCONTAINS, ICONTAINS -> new CostEstimate(SCAN / 2 * constants, Math.min(0.4, 0.05 * constants));
      case PMATCH -> new CostEstimate(SCAN, 0.2);
      case GLOB, IGLOB, REGEX -> new CostEstimate(PATTERN * constants, 0.05);
    };
  }

  /** The cost of reading a value. */
  static double readCost(TypedValue value) {
    return switch (value) {
      case TypedValue.Field field when field.hasName("fd.nameraw") -> 3 * SCAN;
      case TypedValue.Field field when field.hasName("proc.env") -> 10 * SCAN;
      case TypedValue.Field field when BUILT.contains(field.fieldUse().definition().name()) -> SCAN;
      case TypedValue.Field field -> field.shape() == Shape.ONE ? 1 : PATTERN;
      case TypedValue.Literal literal -> 0;
      case TypedValue.Tuple tuple -> PATTERN;
      case TypedValue.Transformed transformed -> PATTERN;
      case TypedValue.Read read -> 0;
    };
  }
}
