package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.compile.literal.Anchor;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;
import org.jspecify.annotations.Nullable;

/** One condition of a rule's conjunction. Equal conditions are one object, because the planner compares them often. */
public final class Part {
  private final TypedExpr expr;
  private final @Nullable TextCheck comparison;
  private final @Nullable Anchor anchor;

  private Part(TypedExpr expr) {
    this.expr = expr;
    anchor = Anchor.of(expr);
    comparison = expr instanceof TextCheck check && isComparison(check) ? check : null;
  }

  public TypedExpr expr() {
    return expr;
  }

  /** The check that compares one text with constants, or null. */
  @Nullable
  TextCheck comparison() {
    return comparison;
  }

  /** The constants of which an event must contain one for this condition to hold; null for none. */
  public @Nullable Anchor anchor() {
    return anchor;
  }

  private static boolean isComparison(TextCheck check) {
    return check.left().shape() == Shape.ONE
        && check.modifier() == Modifier.NONE
        && (check.operator() == Operator.EQUAL || check.operator() == Operator.IN);
  }

  /** The pool of all parts that exist so far. */
  public static final class Pool {
    private final Map<TypedExpr, Part> parts = new HashMap<>();

    public List<Part> of(List<TypedExpr> exprs) {
      List<Part> found = new ArrayList<>(exprs.size());
      exprs.forEach(expr -> found.add(parts.computeIfAbsent(expr, Part::new)));
      return found;
    }
  }
}
