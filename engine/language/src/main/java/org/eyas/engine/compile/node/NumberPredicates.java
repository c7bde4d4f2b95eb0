package org.eyas.engine.compile.node;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.event.ValueType;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.syntax.ComparisonOperator;

/** Creates the test of one number from a typed check. */
public final class NumberPredicates {
  private static final NumberPredicate NEVER = value -> false;

  private NumberPredicates() {}

  public static NumberPredicate of(NumberCheck check) {
    ValueType type = check.left().type();
    List<Long> constants = check.constants();
    if (constants.isEmpty()) {
      return NEVER;
    }
    if (check.operator().isMembership()) {
      return constants.size() == 1 ? equal(constants.getFirst(), type) : in(constants, type);
    }
    NumberPredicate[] each =
        constants.stream().map(constant -> one(check.operator(), constant, type)).toArray(NumberPredicate[]::new);
    return switch (check.modifier()) {
      case NONE -> each[0];
      case ANYOF -> value -> count(each, value, 1) > 0;
      case ALLOF -> value -> count(each, value, each.length) == each.length;
      case ONEOF -> value -> count(each, value, 2) == 1;
    };
  }

  /** Compares two numbers of a type; the result is as in {@link Comparable}. */
  static int compare(long left, long right, ValueType type) {
    return switch (type.form()) {
      case DOUBLE -> compareDoubles(Double.longBitsToDouble(left), Double.longBitsToDouble(right));
      // Smaller unsigned types are zero-extended, so both orders are the same for them.
      case UNSIGNED -> Long.compareUnsigned(left, right);
      default -> Long.compare(left, right);
    };
  }

  private static int compareDoubles(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  private static NumberPredicate one(ComparisonOperator operator, long constant, ValueType type) {
    return switch (operator) {
      case EQUAL -> equal(constant, type);
      case NOT_EQUAL -> value -> compare(value, constant, type) != 0;
      case LESS -> value -> compare(value, constant, type) < 0;
      case LESS_OR_EQUAL -> value -> compare(value, constant, type) <= 0;
      case GREATER -> value -> compare(value, constant, type) > 0;
      case GREATER_OR_EQUAL -> value -> compare(value, constant, type) >= 0;
      default -> throw new IllegalStateException(operator + " is not an operator for numbers");
    };
  }

  private static NumberPredicate equal(long constant, ValueType type) {
    return type == ValueType.DOUBLE
        ? value -> compare(value, constant, type) == 0
        : value -> value == constant;
  }

  private static NumberPredicate in(List<Long> constants, ValueType type) {
    if (type == ValueType.DOUBLE) {
      NumberPredicate[] each = constants.stream().map(constant -> equal(constant, type)).toArray(NumberPredicate[]::new);
      return value -> count(each, value, 1) > 0;
    }
    long[] sorted = constants.stream().mapToLong(Long::longValue).sorted().toArray();
    return value -> Arrays.binarySearch(sorted, value) >= 0;
  }

  /** Counts the tests that hold, up to {@code enough}. */
  private static int count(NumberPredicate[] tests, long value, int enough) {
    int hits = 0;
    for (int i = 0; i < tests.length && hits < enough; i++) {
      hits += tests[i].test(value) ? 1 : 0;
    }
    return hits;
  }
}
