package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedCondition;

/**
 * Interns predicates: equal predicates of all rules become one object.
 *
 * <p>A plan compares the conditions of rules with each other for every event code. Comparing an object with itself is
 * fast; comparing two lists of thousands of constants is not.
 */
public final class PredicateInterner {
  private final Map<TypedCondition.Predicate, TypedCondition.Predicate> known = new HashMap<>();

  /** An equal condition that uses the known predicates. */
  public TypedCondition intern(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> always;
      case TypedCondition.And and -> new TypedCondition.And(intern(and.children()));
      case TypedCondition.Or or -> new TypedCondition.Or(intern(or.children()));
      case TypedCondition.Not not -> new TypedCondition.Not(intern(not.child()));
      case TypedCondition.Predicate predicate -> known.computeIfAbsent(predicate, first -> first);
    };
  }

  private List<TypedCondition> intern(List<TypedCondition> children) {
    // A stream would need ten stack frames for each level of a condition.
    List<TypedCondition> same = new ArrayList<>(children.size());
    for (TypedCondition child : children) {
      same.add(intern(child));
    }
    return same;
  }
}
