package org.eyas.engine.check;

import java.util.Optional;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree;

/**
 * Comparisons of {@code evt.num} with zero that hold for every event or for none, since the first event has the number 1. Rules use
 * them as constants: {@code evt.num = 0} is never true. Source: libsinsp, filter/ppm_codes.cpp.
 */
final class EventNumberCheck {
  private EventNumberCheck() {}

  /** Whether the comparison always or never holds; empty if that depends on the event. */
  static Optional<Boolean> decided(SyntaxTree.Comparison comparison) {
    boolean number =
        comparison.left() instanceof SyntaxTree.Field field && field.text().equals("evt.num") && !field.hasArgument();
    if (!number || comparison.modifier() != SyntaxTree.Modifier.NONE) {
      return Optional.empty();
    }
    return switch (comparison.right()) {
      case SyntaxTree.Constant constant -> decided(comparison.operator(), constant.text());
      case SyntaxTree.Constants constants when comparison.operator() == ComparisonOperator.IN ->
        never(constants.texts().stream().allMatch(text -> isNumber(text, 0)));
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> decided(ComparisonOperator operator, String text) {
    boolean zero = isNumber(text, 0);
    return switch (operator) {
      case EQUAL, LESS_OR_EQUAL -> never(zero);
      case NOT_EQUAL, GREATER -> always(zero);
      case LESS -> never(zero || isNumber(text, 1));
      case GREATER_OR_EQUAL -> always(zero || isNumber(text, 1));
      case IN -> never(zero);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> never(boolean certain) {
    return certain ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Boolean> always(boolean certain) {
    return certain ? Optional.of(true) : Optional.empty();
  }

  /** Whether the whole text is this number in decimal digits, with or without a sign. */
  private static boolean isNumber(String text, int number) {
    return text.matches(number == 0 ? "[+-]?0+" : "[+]?0*" + number);
  }
}
