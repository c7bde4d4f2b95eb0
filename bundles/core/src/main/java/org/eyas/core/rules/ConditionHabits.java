package org.eyas.core.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.core.syntax.Expr;
import org.eyas.core.syntax.Operator;

/** Warns of what is valid in a condition but should no longer be written: comparing with {@code <NA>}, old fields. */
final class ConditionHabits {
  private static final String NO_VALUE = "<NA>";
  private static final Set<Operator> EQUALITY =
      EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.INTERSECTS, Operator.PMATCH);

  private final Set<DeprecatedField> deprecated = EnumSet.noneOf(DeprecatedField.class);
  private boolean unsafe;

  private ConditionHabits() {}

  static void warn(Expr condition, Context context, Findings findings) {
    ConditionHabits habits = new ConditionHabits();
    habits.visit(condition);
    if (habits.unsafe) {
      findings.warn(LoadCode.LOAD_UNSAFE_NA_CHECK, "", context);
    }
    for (DeprecatedField field : habits.deprecated) {
      findings.deprecated(field.field(), field.reason(), context);
    }
  }

  private void visit(Expr expr) {
    switch (expr) {
      case Expr.And and -> and.children().forEach(this::visit);
      case Expr.Or or -> or.children().forEach(this::visit);
      case Expr.Not not -> visit(not.child());
      case Expr.Exists exists -> visit(exists.left());
      case Expr.Comparison comparison -> visit(comparison);
      case Expr.MacroName _ -> {}
    }
  }

  private void visit(Expr.Comparison comparison) {
    visit(comparison.left());
    if (comparison.left() instanceof Expr.Field field
        && isUnsafe(field.text())
        && EQUALITY.contains(comparison.operator())
        && comparesWithNoValue(comparison.right())) {
      unsafe = true;
    }
  }

  private static boolean comparesWithNoValue(Expr.Right right) {
    return switch (right) {
      case Expr.Constant constant -> constant.text().equals(NO_VALUE);
      case Expr.Constants constants -> constants.texts().contains(NO_VALUE);
      case Expr.ListName _ -> false;
      case Expr.Operand _ -> false;
    };
  }

  private static boolean isUnsafe(String field) {
    return field.startsWith("ka.") || field.startsWith("jevt.");
  }

  private void visit(Expr.Operand operand) {
    switch (operand) {
      case Expr.Field field -> visitField(field.text());
      case Expr.Transform transform -> visitAll(transform.arguments());
      case Expr.Tuple tuple -> visitAll(tuple.elements());
      case Expr.Literal _ -> {}
    }
  }

  private void visitAll(List<Expr.Operand> operands) {
    operands.forEach(this::visit);
  }

  private void visitField(String name) {
    for (DeprecatedField field : DeprecatedField.values()) {
      if (field.field().equals(name)) {
        deprecated.add(field);
      }
    }
  }
}
