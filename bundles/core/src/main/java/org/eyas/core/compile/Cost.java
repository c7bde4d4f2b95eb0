package org.eyas.core.compile;

import java.util.Comparator;
import java.util.List;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.check.TypedExpr.NumberCheck;
import org.eyas.core.check.TypedExpr.Predicate;
import org.eyas.core.check.TypedExpr.TextCheck;
import org.eyas.core.check.TypedValue;
import org.eyas.core.syntax.Expr.Modifier;

/**
 * What a condition costs, roughly and in no unit. Reading a field has no effect, so the parts of a conjunction may be
 * tested in any order: the cheap ones first.
 */
final class Cost {
  static final Comparator<TypedExpr> CHEAP_FIRST = Comparator.comparingInt(Cost::of);

  private static final int REGEX = 200;
  private static final int SEVERAL_VALUES = 30;

  private Cost() {}

  static int of(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always always -> 0;
      case TypedExpr.And and -> sum(and.children());
      case TypedExpr.Or or -> sum(or.children());
      case TypedExpr.Not not -> of(not.child());
      case Predicate predicate -> test(predicate) + read(predicate.left());
    };
  }

  /** Whether asking again is no dearer than looking up a kept answer. */
  static boolean isCheap(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always always -> true;
      case TypedExpr.Not not -> isCheap(not.child());
      case NumberCheck check -> check.left().shape() == Shape.ONE && check.modifier() == Modifier.NONE;
      case TypedExpr.Exists exists -> true;
      default -> false;
    };
  }

  private static int sum(List<TypedExpr> children) {
    int sum = 1;
    for (TypedExpr child : children) {
      sum += of(child);
    }
    return sum;
  }

  private static int test(Predicate predicate) {
    return switch (predicate) {
      case TypedExpr.Exists exists -> 1;
      case NumberCheck check -> 1;
      case TextCheck check -> text(check);
      case TypedExpr.AddressCheck check -> 3;
      case TypedExpr.NetworkCheck check -> 3 + check.constants().size();
      case TypedExpr.ValueCheck check -> 4 + read(check.right());
      case TypedExpr.RegexCheck check -> REGEX * check.patterns().size();
    };
  }

  private static int text(TextCheck check) {
    int each =
        switch (check.operator()) {
          case EQUAL, NOT_EQUAL -> 2;
          case IN, INTERSECTS, STARTSWITH, ENDSWITH, BSTARTSWITH -> 3;
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> 4;
          case CONTAINS, BCONTAINS, PMATCH -> 8;
          case ICONTAINS, GLOB, IGLOB, REGEX -> 20;
        };
    return check.modifier() == Modifier.NONE ? each : each * Math.max(1, check.constants().size());
  }

  private static int read(TypedValue value) {
    return switch (value) {
      case TypedValue.Field field -> field.shape() == Shape.ONE ? 0 : SEVERAL_VALUES;
      case TypedValue.Literal literal -> 0;
      case TypedValue.Tuple tuple -> SEVERAL_VALUES;
      case TypedValue.Transformed transformed -> 20;
    };
  }
}
