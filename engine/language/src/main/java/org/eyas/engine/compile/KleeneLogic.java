package org.eyas.engine.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedCondition.Predicate;

/**
 * Kleene's three-valued logic over conditions: a condition is true ({@link Always#TRUE}), false, or open, which is any
 * other condition. A condition is decided if its answer does not depend on its open parts.
 */
final class KleeneLogic {
  private KleeneLogic() {}

  /** Replaces every check by its decision, and simplifies the condition. */
  static TypedCondition fold(TypedCondition expr, Function<Predicate, TypedCondition> decision) {
    return switch (expr) {
      case Always always -> always;
      case Predicate predicate -> decision.apply(predicate);
      case TypedCondition.Not not -> not(fold(not.child(), decision));
      case TypedCondition.And and -> {
        List<TypedCondition> open = new ArrayList<>();
        yield decides(and.children(), Always.FALSE, decision, open) ? Always.FALSE : all(open);
      }
      case TypedCondition.Or or -> {
        List<TypedCondition> open = new ArrayList<>();
        yield decides(or.children(), Always.TRUE, decision, open) ? Always.TRUE : any(open);
      }
    };
  }

  /** Whether one child has the decisive answer. If not, adds the open children. */
  private static boolean decides(
      List<TypedCondition> children, Always decisive, Function<Predicate, TypedCondition> decision, List<TypedCondition> open) {
    for (TypedCondition child : children) {
      TypedCondition decided = fold(child, decision);
      if (decided.equals(decisive)) {
        return true;
      }
      if (!(decided instanceof Always)) {
        open.add(decided);
      }
    }
    return false;
  }

  private static TypedCondition not(TypedCondition child) {
    return child instanceof Always always ? Always.of(!always.answer()) : new TypedCondition.Not(child);
  }

  private static TypedCondition all(List<TypedCondition> open) {
    return switch (open.size()) {
      case 0 -> Always.TRUE;
      case 1 -> open.getFirst();
      default -> new TypedCondition.And(open);
    };
  }

  private static TypedCondition any(List<TypedCondition> open) {
    return switch (open.size()) {
      case 0 -> Always.FALSE;
      case 1 -> open.getFirst();
      default -> new TypedCondition.Or(open);
    };
  }
}
