package org.eyas.engine.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedExpr.Predicate;

/**
 * Kleene's three-valued logic over conditions: a condition is true ({@link Always#TRUE}), false, or open, which is any
 * other condition. A condition is decided if its answer does not depend on its open parts.
 */
final class Kleene {
  private Kleene() {}

  /** Replaces every check by its decision, and simplifies the condition. */
  static TypedExpr fold(TypedExpr expr, Function<Predicate, TypedExpr> decision) {
    return switch (expr) {
      case Always always -> always;
      case Predicate predicate -> decision.apply(predicate);
      case TypedExpr.Not not -> not(fold(not.child(), decision));
      case TypedExpr.And and -> {
        List<TypedExpr> open = new ArrayList<>();
        yield decides(and.children(), Always.FALSE, decision, open) ? Always.FALSE : all(open);
      }
      case TypedExpr.Or or -> {
        List<TypedExpr> open = new ArrayList<>();
        yield decides(or.children(), Always.TRUE, decision, open) ? Always.TRUE : any(open);
      }
    };
  }

  /** Whether one child has the decisive answer. If not, adds the open children. */
  private static boolean decides(
      List<TypedExpr> children, Always decisive, Function<Predicate, TypedExpr> decision, List<TypedExpr> open) {
    for (TypedExpr child : children) {
      TypedExpr decided = fold(child, decision);
      if (decided.equals(decisive)) {
        return true;
      }
      if (!(decided instanceof Always)) {
        open.add(decided);
      }
    }
    return false;
  }

  private static TypedExpr not(TypedExpr child) {
    return child instanceof Always always ? Always.of(!always.answer()) : new TypedExpr.Not(child);
  }

  private static TypedExpr all(List<TypedExpr> open) {
    return switch (open.size()) {
      case 0 -> Always.TRUE;
      case 1 -> open.getFirst();
      default -> new TypedExpr.And(open);
    };
  }

  private static TypedExpr any(List<TypedExpr> open) {
    return switch (open.size()) {
      case 0 -> Always.FALSE;
      case 1 -> open.getFirst();
      default -> new TypedExpr.Or(open);
    };
  }
}
