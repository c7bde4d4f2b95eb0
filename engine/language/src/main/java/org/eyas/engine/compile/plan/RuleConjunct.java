package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.compile.literal.LiteralAnchor;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.jspecify.annotations.Nullable;

/** One condition of a rule's conjunction. Equal conditions are one object, because the planner compares them often. */
public final class RuleConjunct {
  private final TypedCondition expr;
  private final @Nullable TextCheck comparison;
  private final @Nullable LiteralAnchor anchor;

  private RuleConjunct(TypedCondition expr) {
    this.expr = expr;
    anchor = LiteralAnchor.of(expr);
    comparison = expr instanceof TextCheck check && isComparison(check) ? check : null;
  }

  public TypedCondition expr() {
    return expr;
  }

  /** The check that compares one text with constants, or null. */
  @Nullable
  TextCheck comparison() {
    return comparison;
  }

  /** The constants of which an event must contain one for this condition to hold; null for none. */
  public @Nullable LiteralAnchor anchor() {
    return anchor;
  }

  private static boolean isComparison(TextCheck check) {
    return check.left().shape() == Shape.ONE
        && check.modifier() == Modifier.NONE
        && (check.operator() == ComparisonOperator.EQUAL || check.operator() == ComparisonOperator.IN);
  }

  /** The pool of all parts that exist so far. */
  public static final class Pool {
    private final Map<TypedCondition, RuleConjunct> parts = new HashMap<>();

    public List<RuleConjunct> of(List<TypedCondition> exprs) {
      List<RuleConjunct> found = new ArrayList<>(exprs.size());
      exprs.forEach(expr -> found.add(parts.computeIfAbsent(expr, RuleConjunct::new)));
      return found;
    }
  }
}
