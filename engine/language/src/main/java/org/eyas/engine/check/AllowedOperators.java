package org.eyas.engine.check;

import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** Checks that an operator compares values of a type, as its row in {@link ComparisonOperator} says. */
final class AllowedOperators {
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
    Form form = type.form();
    switch (form) {
      case SIGNED, UNSIGNED, DOUBLE -> require(operator, form, isComparable(type) ? "numeric filters" : named(type));
      case BOOL -> require(operator, form, "numeric filters");
      case TEXT -> require(operator, form, "string filters");
      case BUFFER -> require(operator, form, "buffer filters");
      case ADDRESS, NETWORK -> requireForAddress(operator, modifier, form);
      case OTHER -> require(operator, form, named(type));
    }
    if (!isComparable(type)) {
      throw unsupported(operator, named(type));
    }
  }

  private static void requireForAddress(ComparisonOperator operator, Modifier modifier, Form form) throws ValueException {
    if (modifier != Modifier.NONE && !operator.compares(form)) {
      throw new ValueException(
          "filter error: '" + operator.text() + "' with modifier not supported for ip address and network filters");
    }
    require(operator, form, "ip address and network filters");
  }

  private static void requireForList(ComparisonOperator operator, ValueType type) throws ValueException {
    if (!LISTED.contains(type)) {
      throw new ValueException("filter error: list filters are not supported for type '" + type.label() + "'");
    }
    if (!operator.isMembership()) {
      throw new ValueException("filter error: '" + operator.text() + "' operator not supported list filters");
    }
  }

  private static void require(ComparisonOperator operator, Form form, String what) throws ValueException {
    if (!operator.compares(form)) {
      throw unsupported(operator, what);
    }
  }

  private static ValueException unsupported(ComparisonOperator operator, String what) {
    return new ValueException("filter error: '" + operator.text() + "' operator not supported for " + what);
  }

  private static boolean isComparable(ValueType type) {
    return type != ValueType.L4PROTO && type != ValueType.SOCKFAMILY && type != ValueType.SIGSET;
  }

  private static String named(ValueType type) {
    return "type '" + type.label() + "'";
  }
}
