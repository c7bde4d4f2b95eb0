package org.eyas.engine.check;

import static org.eyas.engine.syntax.ComparisonOperator.IN;
import static org.eyas.engine.syntax.ComparisonOperator.INTERSECTS;

import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** The operators that each type allows. */
final class AllowedOperators {
  private static final Set<ComparisonOperator> SAME =
      EnumSet.of(ComparisonOperator.EQUAL, ComparisonOperator.NOT_EQUAL, IN, INTERSECTS);
  private static final Set<ComparisonOperator> ORDERED =
      EnumSet.of(
          ComparisonOperator.EQUAL, ComparisonOperator.NOT_EQUAL, IN, INTERSECTS, ComparisonOperator.LESS,
          ComparisonOperator.LESS_OR_EQUAL,
          ComparisonOperator.GREATER, ComparisonOperator.GREATER_OR_EQUAL);
  private static final Set<ComparisonOperator> TEXT =
      EnumSet.complementOf(EnumSet.of(ComparisonOperator.BCONTAINS, ComparisonOperator.BSTARTSWITH));
  private static final Set<ComparisonOperator> BUFFER =
      EnumSet.of(
          ComparisonOperator.EQUAL, ComparisonOperator.NOT_EQUAL, IN, INTERSECTS, ComparisonOperator.CONTAINS,
          ComparisonOperator.STARTSWITH,
          ComparisonOperator.ENDSWITH, ComparisonOperator.BCONTAINS, ComparisonOperator.BSTARTSWITH);
  private static final Set<ValueType> LISTED =
      EnumSet.of(
          ValueType.CHARBUF, ValueType.UINT64, ValueType.RELTIME, ValueType.ABSTIME, ValueType.BOOL, ValueType.IPADDR,
          ValueType.IPNET);

  private AllowedOperators() {}

  /** Throws if values of this type and shape cannot be compared with an operator. */
  static void require(ComparisonOperator operator, Modifier modifier, ValueType type, Shape shape) throws ValueException {
    if (shape == Shape.LIST) {
      requireForList(operator, type);
      return;
    }
    switch (type.form()) {
      case SIGNED, UNSIGNED, DOUBLE -> require(ORDERED, operator, isComparable(type) ? "numeric filters" : named(type));
      case BOOL -> require(SAME, operator, "numeric filters");
      case TEXT -> require(TEXT, operator, "string filters");
      case BUFFER -> require(BUFFER, operator, "buffer filters");
      case ADDRESS, NETWORK -> requireForAddress(operator, modifier);
      case OTHER -> require(Set.of(), operator, named(type));
    }
    if (!isComparable(type)) {
      require(Set.of(), operator, named(type));
    }
  }

  private static void requireForAddress(ComparisonOperator operator, Modifier modifier) throws ValueException {
    if (modifier != Modifier.NONE && !SAME.contains(operator)) {
      throw new ValueException(
          "filter error: '" + operator.text() + "' with modifier not supported for ip address and network filters");
    }
    require(SAME, operator, "ip address and network filters");
  }

  private static void requireForList(ComparisonOperator operator, ValueType type) throws ValueException {
    if (!LISTED.contains(type)) {
      throw new ValueException("filter error: list filters are not supported for type '" + type.label() + "'");
    }
    if (operator != IN && operator != INTERSECTS) {
      throw new ValueException("filter error: '" + operator.text() + "' operator not supported list filters");
    }
  }

  private static void require(Set<ComparisonOperator> allowed, ComparisonOperator operator, String what) throws ValueException {
    if (!allowed.contains(operator)) {
      throw new ValueException("filter error: '" + operator.text() + "' operator not supported for " + what);
    }
  }

  private static boolean isComparable(ValueType type) {
    return type != ValueType.L4PROTO && type != ValueType.SOCKFAMILY && type != ValueType.SIGSET;
  }

  private static String named(ValueType type) {
    return "type '" + type.label() + "'";
  }
}
