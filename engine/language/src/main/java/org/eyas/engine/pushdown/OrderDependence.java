package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.ComparisonOperator;

/** Finds checks that depend on the events before: their answer changes if a source leaves out some events. */
public final class OrderDependence {
  private static final String NUMBER = "evt.num";
  private static final List<String> FIELDS = List.of(NUMBER, "evt.deltatime", "evt.reltime");

  private OrderDependence() {}

  /** The first field that makes a condition depend on the events before; empty for none. */
  public static Optional<String> of(TypedCondition condition) {
    return switch (condition) {
      case TypedCondition.Always always -> Optional.empty();
      case TypedCondition.And(var children) -> first(children);
      case TypedCondition.Or(var children) -> first(children);
      case TypedCondition.Not(var child) -> of(child);
      case Predicate check when isConstant(check) -> Optional.empty();
      case ValueCheck check ->
        Stream.concat(fields(check.left()), fields(check.right())).filter(OrderDependence::isOfOrder).findFirst();
      case Predicate check -> of(check.left());
    };
  }

  /** The first field that makes a value depend on the events before; empty for none. */
  public static Optional<String> of(TypedValue value) {
    return fields(value).filter(OrderDependence::isOfOrder).findFirst();
  }

  private static Optional<String> first(List<TypedCondition> children) {
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
        && field.fieldUse().definition().name().equals(NUMBER)) || check.constants().isEmpty()) {
      return false;
    }
    long most = check.operator() == ComparisonOperator.GREATER_OR_EQUAL || check.operator() == ComparisonOperator.LESS ? 1 : 0;
    return check.constants().stream().allMatch(number -> number >= 0 && number <= most);
  }
}
