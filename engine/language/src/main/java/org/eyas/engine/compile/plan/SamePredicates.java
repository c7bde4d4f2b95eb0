package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedExpr;

/**
 * Interns predicates: equal predicates of all rules become one object.
 *
 * <p>A plan compares the conditions of rules with each other for every event code. Comparing an object with itself is
 * fast; comparing two lists of thousands of constants is not.
 */
public final class SamePredicates {
  private final Map<TypedExpr.Predicate, TypedExpr.Predicate> known = new HashMap<>();

  /** An equal condition that uses the known predicates. */
  public TypedExpr in(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always always -> always;
      case TypedExpr.And and -> new TypedExpr.And(in(and.children()));
      case TypedExpr.Or or -> new TypedExpr.Or(in(or.children()));
      case TypedExpr.Not not -> new TypedExpr.Not(in(not.child()));
      case TypedExpr.Predicate predicate -> known.computeIfAbsent(predicate, first -> first);
    };
  }

  private List<TypedExpr> in(List<TypedExpr> children) {
    // A stream would need ten stack frames for each level of a condition.
    List<TypedExpr> same = new ArrayList<>(children.size());
    for (TypedExpr child : children) {
      same.add(in(child));
    }
    return same;
  }
}
