package org.eyas.engine.compile.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.TypedCondition;

/** Finds the conditions that occur in more than one place of a plan and are worth a slot. */
public final class SharedConditions {
  private final Set<TypedCondition> shared = new HashSet<>();

  /** Adds the conditions that occur more than once among the conditions of one event type. */
  public void add(List<TypedCondition> conditions) {
    Set<TypedCondition> seen = new HashSet<>();
    conditions.forEach(condition -> count(condition, seen));
  }

  public Set<TypedCondition> shared() {
    return shared;
  }

  /** Counts a tree. Parts of a tree that occurred before are evaluated with it, so they do not count again. */
  private void count(TypedCondition expr, Set<TypedCondition> seen) {
    if (CostEstimate.isCheap(expr)) {
      return;
    }
    if (expr instanceof TypedCondition.Not not) {
      count(not.child(), seen);
      return;
    }
    if (!seen.add(expr)) {
      shared.add(expr);
      return;
    }
    switch (expr) {
      case TypedCondition.And and -> and.children().forEach(child -> count(child, seen));
      case TypedCondition.Or or -> or.children().forEach(child -> count(child, seen));
      default -> {}
    }
  }
}
