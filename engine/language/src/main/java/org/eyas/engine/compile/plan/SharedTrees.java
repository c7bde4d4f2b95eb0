package org.eyas.engine.compile.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.TypedExpr;

/** Finds the conditions that occur in more than one place of a plan and are worth a slot. */
public final class SharedTrees {
  private final Set<TypedExpr> shared = new HashSet<>();

  /** Adds the conditions that occur more than once among the conditions of one event type. */
  public void add(List<TypedExpr> conditions) {
    Set<TypedExpr> seen = new HashSet<>();
    conditions.forEach(condition -> count(condition, seen));
  }

  public Set<TypedExpr> shared() {
    return shared;
  }

  /** Counts a tree. Parts of a tree that occurred before are evaluated with it, so they do not count again. */
  private void count(TypedExpr expr, Set<TypedExpr> seen) {
    if (Estimate.isCheap(expr)) {
      return;
    }
    if (expr instanceof TypedExpr.Not not) {
      count(not.child(), seen);
      return;
    }
    if (!seen.add(expr)) {
      shared.add(expr);
      return;
    }
    switch (expr) {
      case TypedExpr.And and -> and.children().forEach(child -> count(child, seen));
      case TypedExpr.Or or -> or.children().forEach(child -> count(child, seen));
      default -> {}
    }
  }
}
