package org.eyas.engine.compile.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eyas.engine.check.TypedExpr;

/**
 * The conditions, and parts of conditions, that do not depend on the event type. They are folded once; otherwise a
 * condition with thousands of checks would be folded, copied and compared again for each of 420 types. For one thread.
 */
public final class TypeFree {
  private final Map<TypedExpr, Boolean> free = new IdentityHashMap<>();
  private final Map<TypedExpr, TypedExpr> folded = new IdentityHashMap<>();

  /** Whether a condition does not depend on the type of the event. */
  public boolean contains(TypedExpr expr) {
    Boolean known = free.get(expr);
    if (known == null) {
      known = isFree(expr);
      free.put(expr, known);
    }
    return known;
  }

  /** The folded form of a condition for which {@link #contains} is true. */
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
      case TypedExpr.Always always -> true;
      case TypedExpr.And and -> areFree(and.children());
      case TypedExpr.Or or -> areFree(or.children());
      case TypedExpr.Not not -> contains(not.child());
      case TypedExpr.Predicate predicate -> !Specializer.dependsOnType(predicate);
    };
  }

  private boolean areFree(List<TypedExpr> children) {
    for (TypedExpr child : children) {
      if (!contains(child)) {
        return false;
      }
    }
    return true;
  }
}
