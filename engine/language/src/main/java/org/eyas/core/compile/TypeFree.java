package org.eyas.core.compile;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eyas.core.check.TypedExpr;

/**
 * The conditions, and parts of them, of which the same is left for every type of event: they are folded once. A condition of
 * thousands of checks would otherwise be walked, copied and compared for each of some hundred types.
 */
final class TypeFree {
  private final Map<TypedExpr, Boolean> free = new IdentityHashMap<>();
  private final Map<TypedExpr, TypedExpr> folded = new IdentityHashMap<>();

  boolean holds(TypedExpr expr) {
    Boolean known = free.get(expr);
    if (known == null) {
      known = isFree(expr);
      free.put(expr, known);
    }
    return known;
  }

  /** What is left of a condition that {@link #holds}. */
  TypedExpr folded(TypedExpr expr, UnaryOperator<TypedExpr> fold) {
    TypedExpr known = folded.get(expr);
    if (known == null) {
      known = fold.apply(expr);
      folded.put(expr, known);
    }
    return known;
  }

  private boolean isFree(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always _ -> true;
      case TypedExpr.And and -> areFree(and.children());
      case TypedExpr.Or or -> areFree(or.children());
      case TypedExpr.Not not -> holds(not.child());
      case TypedExpr.Predicate predicate -> !Specializer.dependsOnType(predicate);
    };
  }

  private boolean areFree(List<TypedExpr> children) {
    for (TypedExpr child : children) {
      if (!holds(child)) {
        return false;
      }
    }
    return true;
  }
}
