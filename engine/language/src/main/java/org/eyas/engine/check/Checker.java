package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.syntax.Expr;
import org.eyas.engine.syntax.Operator;
import org.eyas.engine.syntax.Position;

/** Checks a condition against a catalog: every name must be known; every operator and constant must fit its type. */
public final class Checker {
  /**
   * The limit of depth. A text cannot exceed it, but macros in macros make deeper trees, and all later steps are
   * recursive.
   */
  private static final int DEEPEST = 700;

  private final ValueChecker values;
  private final Suspicions suspicions;
  private int depth;

  private Checker(FieldCatalog catalog) {
    values = new ValueChecker(catalog);
    suspicions = new Suspicions(catalog);
  }

  /** The typed form of a tree in which macros are already replaced. */
  public static Checked check(Expr expr, FieldCatalog catalog) throws CheckException {
    Checker checker = new Checker(catalog);
    TypedExpr typed = checker.expr(expr);
    checker.values.fields().forEach(checker.suspicions::field);
    return new Checked(typed, checker.suspicions.warnings(), checker.values.fields(), EventCodes.of(typed));
  }

  private TypedExpr expr(Expr expr) throws CheckException {
    Interruption.check();
    if (++depth > DEEPEST) {
      throw new CheckException("filter error: condition is nested more than " + DEEPEST + " deep", expr.position());
    }
    TypedExpr typed = typed(expr);
    depth--;
    return typed;
  }

  private TypedExpr typed(Expr expr) throws CheckException {
    return switch (expr) {
      case Expr.And and -> new TypedExpr.And(all(and.children()));
      case Expr.Or or -> new TypedExpr.Or(all(or.children()));
      case Expr.Not not -> new TypedExpr.Not(expr(not.child()));
      case Expr.Exists exists -> new TypedExpr.Exists(values.check(exists.left()));
      case Expr.Comparison comparison -> comparison(comparison);
      case Expr.MacroName macro ->
        throw new CheckException("filter error: unexpected identifier '" + macro.name() + "'", macro.position());
    };
  }

  private List<TypedExpr> all(List<Expr> exprs) throws CheckException {
    List<TypedExpr> typed = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      typed.add(expr(expr));
    }
    return typed;
  }

  private TypedExpr comparison(Expr.Comparison comparison) throws CheckException {
    TypedValue left = values.check(comparison.left());
    try {
      OperatorRules.require(comparison.operator(), comparison.modifier(), left.type(), left.shape());
      return switch (comparison.right()) {
        case Expr.Operand operand -> values(left, comparison.operator(), values.check(operand));
        case Expr.Constant constant -> constants(left, comparison, List.of(constant.text()), constant.position());
        case Expr.Constants constants -> constants(left, comparison, constants.texts(), constants.position());
        // As in Falco, the name of a list that does not exist counts as a value.
        case Expr.ListName list -> constants(left, comparison, List.of(list.name()), list.position());
      };
    } catch (ValueException e) {
      throw new CheckException(e, comparison.position());
    }
  }

  private TypedExpr constants(TypedValue left, Expr.Comparison comparison, List<String> texts, Position position)
      throws ValueException {
    for (String text : texts) {
      suspicions.constant(comparison.operator(), text, position);
    }
    suspicions.missingValue(comparison, texts);
    return Constants.check(left, comparison.operator(), comparison.modifier(), texts);
  }

  private static TypedExpr values(TypedValue left, Operator operator, TypedValue right) throws ValueException {
    if (operator == Operator.PMATCH || operator == Operator.REGEX) {
      throw new ValueException("operator '" + operator.name() + "' doesn't support right-hand side fields");
    }
    if (left.type().form() == Form.NETWORK) {
      throw new ValueException("field type 'IPNET' doesn't support right-hand side fields");
    }
    requireRightHandSide(left, "' doesn't support right-hand side fields");
    requireRightHandSide(right, "' can't be used as a right-hand side field");
    boolean bothLists = left.shape() == Shape.LIST && right.shape() == Shape.LIST;
    boolean noList = left.shape() != Shape.LIST && right.shape() != Shape.LIST;
    if (left.type() != right.type() || !bothLists && !noList) {
      throw new ValueException(
          "field '" + left.text() + "' has type '" + typeName(left) + "' while the right-hand side field '"
              + right.text() + "' has incompatible type '" + typeName(right) + "'");
    }
    return new TypedExpr.ValueCheck(left, operator, right);
  }

  private static void requireRightHandSide(TypedValue value, String otherwise) throws ValueException {
    FieldDefinition field = ValueChecker.definition(value);
    boolean several = value.shape() == Shape.ANY || value.shape() == Shape.ENDS;
    if (several || field != null && field.is(Flag.NO_RIGHT_HAND_SIDE)) {
      throw new ValueException("field '" + value.text() + otherwise);
    }
  }

  private static String typeName(TypedValue value) {
    return value.type().label() + (value.shape() == Shape.LIST ? " (list)" : "");
  }
}
