package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.Operator;

/** Finds checks that depend on the events before: their answer changes if a source leaves out some events. */
public final class EventOrder {
  private static final String NUMBER = "evt.num";
  private static final List<String> FIELDS = List.of(NUMBER, "evt.deltatime", "evt.reltime");

  private EventOrder() {}

  /** The first field that makes a condition depend on the events before; empty for none. */
  public static Optional<String> of(TypedExpr condition) {
    return switch (condition) {
      case TypedExpr.Always always -> Optional.empty();
      case TypedExpr.And(var children) -> first(children);
      case TypedExpr.Or(var children) -> first(children);
      case TypedExpr.Not(var child) -> of(child);
      case Predicate check when isConstant(check) -> Optional.empty();
      case ValueCheck check ->
        Stream.concat(fields(check.left()), fields(check.right())).filter(EventOrder::isOfOrder).findFirst();
      case Predicate check -> of(check.left());
    };
  }

  /** The first field that makes a value depend on the events before; empty for none. */
  public static Optional<String> of(TypedValue value) {
    return fields(value).filter(EventOrder::isOfOrder).findFirst();
  }

  private static Optional<String> first(List<TypedExpr> children) {
    return children.stream().flatMap(child -> of(child).stream()).findFirst();
  }

  private static boolean isOfOrder(String field) {
    return FIELDS.stream().anyMatch(field::startsWith);
  }

  private static Stream<String> fields(TypedValue value) {
    return FieldUses.of(value).map(use -> use.definition().name());
  }

  /**
   * Whether a check of the number of the event has the same answer for all events, which are counted from 1. Falco's macros
   * never_true and always_true are {@code evt.num = 0} and {@code evt.num >= 0}.
   */
  static boolean isConstant(Predicate predicate) {
    if (!(predicate instanceof NumberCheck check && check.left() instanceof TypedValue.Field field
        && field.use().definition().name().equals(NUMBER)) || check.constants().isEmpty()) {
      return false;
    }
    long most = check.operator() == Operator.GREATER_OR_EQUAL || check.operator() == Operator.LESS ? 1 : 0;
    return check.constants().stream().allMatch(number -> number >= 0 && number <= most);
  }
}
