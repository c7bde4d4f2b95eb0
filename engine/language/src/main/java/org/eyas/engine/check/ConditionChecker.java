package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.TextPosition;
import org.eyas.engine.text.FalcoVersion;

/** Checks a condition against a catalog: every name must be known; every operator and constant must fit its type. */
public final class ConditionChecker {
  /**
   * The limit of depth. A text cannot exceed it, but macros in macros make deeper trees, and all later steps are
   * recursive.
   */
  private static final int DEEPEST = 700;

  private final ValueChecker values;
  private final WarningCollector suspicions;
  private final FalcoVersion version;
  private final Map<TypedCondition, Boolean> decided = new IdentityHashMap<>();
  private int depth;

  private ConditionChecker(FieldCatalog catalog, FalcoVersion version) {
    values = new ValueChecker(catalog);
    suspicions = new WarningCollector(catalog);
    this.version = version;
  }

  /** The typed form of a tree in which macros are already replaced, in the language of Falco 0.44. */
  public static CheckedCondition check(SyntaxTree expr, FieldCatalog catalog) throws CheckException {
    return check(expr, catalog, FalcoVersion.V0_44);
  }

  /**
   * The typed form of a tree in which macros are already replaced.
   *
   * @param version the version for which the tree was parsed
   */
  public static CheckedCondition check(SyntaxTree expr, FieldCatalog catalog, FalcoVersion version) throws CheckException {
    ConditionChecker checker = new ConditionChecker(catalog, version);
    TypedCondition typed = checker.expr(expr);
    checker.values.fields().forEach(checker.suspicions::checkField);
    BitSet eventCodes = EventCodeFinder.of(typed, checker.decided);
    return new CheckedCondition(typed, checker.suspicions.warnings(), checker.values.fields(), eventCodes);
  }

  private TypedCondition expr(SyntaxTree expr) throws CheckException {
    InterruptCheck.throwIfInterrupted();
    if (++depth > DEEPEST) {
      throw new CheckException("filter error: condition is nested more than " + DEEPEST + " deep", expr.position());
    }
    TypedCondition typed = typed(expr);
    depth--;
    return typed;
  }

  private TypedCondition typed(SyntaxTree expr) throws CheckException {
    return switch (expr) {
      case SyntaxTree.And and -> new TypedCondition.And(all(and.children()));
      case SyntaxTree.Or or -> new TypedCondition.Or(all(or.children()));
      case SyntaxTree.Not not -> new TypedCondition.Not(expr(not.child()));
      case SyntaxTree.Exists exists -> new TypedCondition.Exists(values.check(exists.left()));
      case SyntaxTree.Comparison comparison -> decided(comparison(comparison), comparison);
      case SyntaxTree.MacroName macro ->
        throw new CheckException("filter error: unexpected identifier '" + macro.name() + "'", macro.position());
    };
  }

  private List<TypedCondition> all(List<SyntaxTree> exprs) throws CheckException {
    List<TypedCondition> typed = new ArrayList<>(exprs.size());
    for (SyntaxTree expr : exprs) {
      typed.add(expr(expr));
    }
    return typed;
  }

  /** Remembers the answer of a comparison that has the same answer for every event. */
  private TypedCondition decided(TypedCondition typed, SyntaxTree.Comparison comparison) {
    Boolean answer = version.keepsBytes() ? EventNumberAnswer.of(comparison).orElse(null) : null;
    if (answer != null) {
      decided.put(typed, answer);
    }
    return typed;
  }

  private TypedCondition comparison(SyntaxTree.Comparison comparison) throws CheckException {
    TypedValue left = values.check(comparison.left());
    try {
      AllowedOperators.require(comparison.operator(), comparison.modifier(), left.type(), left.shape());
      return switch (comparison.right()) {
        case SyntaxTree.Operand operand -> values(left, comparison.operator(), values.check(operand));
        case SyntaxTree.Constant constant -> constants(left, comparison, List.of(constant.text()), constant.position());
        case SyntaxTree.Constants constants -> constants(left, comparison, constants.texts(), constants.position());
        // As in Falco, the name of a list that does not exist counts as a value.
        case SyntaxTree.ListName list -> constants(left, comparison, List.of(list.name()), list.position());
      };
    } catch (ValueException e) {
      throw new CheckException(e, comparison.position());
    }
  }

  private TypedCondition constants(TypedValue left, SyntaxTree.Comparison comparison, List<String> texts, TextPosition position)
      throws ValueException {
    for (String text : texts) {
      suspicions.checkConstant(comparison.operator(), text, position);
    }
    suspicions.checkMissingValue(comparison, texts);
    return ComparisonBuilder.check(left, comparison.operator(), comparison.modifier(), texts, version);
  }

  private static TypedCondition values(TypedValue left, ComparisonOperator operator, TypedValue right) throws ValueException {
    if (operator == ComparisonOperator.PMATCH || operator == ComparisonOperator.REGEX) {
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
    return new TypedCondition.ValueCheck(left, operator, right);
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
