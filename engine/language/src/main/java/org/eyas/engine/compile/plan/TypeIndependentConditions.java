package org.eyas.engine.compile.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eyas.engine.check.TypedCondition;

/**
 * The conditions, and parts of conditions, that do not depend on the event type. They are folded once; otherwise a
 * condition with thousands of checks would be folded, copied and compared again for each of 420 types. For one thread.
 */
public final class TypeIndependentConditions {
  private final Map<TypedCondition, Boolean> free = new IdentityHashMap<>();
  private final Map<TypedCondition, TypedCondition> folded = new IdentityHashMap<>();

  /** Whether a condition does not depend on the type of the event. */
  public boolean contains(TypedCondition expr) {
    Boolean known = free.get(expr);
    if (known == null) {
      known = isFree(expr);
      free.put(expr, known);
    }
    return known;
  }

  /** The folded form of a condition for which {@link #contains} is true. */
  TypedCondition folded(TypedCondition expr, UnaryOperator<TypedCondition> fold) {
    TypedCondition known = folded.get(expr);
    if (known == null) {
      known = fold.apply(expr);
      folded.put(expr, known);
    }
    return known;
  }

  private boolean isFree(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> true;
      case TypedCondition.And and -> areFree(and.children());
      case TypedCondition.Or or -> areFree(or.children());
      case TypedCondition.Not not -> contains(not.child());
      case TypedCondition.Predicate predicate -> !EventTypeSpecializer.dependsOnType(predicate);
    };
  }

  private boolean areFree(List<TypedCondition> children) {
    for (TypedCondition child : children) {
      if (!contains(child)) {
        return false;
      }
    }
    return true;
  }
}
