package org.eyas.engine.check;

import java.util.List;
import java.util.Optional;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Decides comparisons of {@code evt.num} that have the same answer for every event, because the first event has the number 1. The
 * newest Falco uses the answers to find the event types of a rule (libs: filter/ppm_codes.cpp).
 */
final class EventNumberAnswer {
  private EventNumberAnswer() {}

  /** The answer; empty if it is not known. */
  static Optional<Boolean> of(SyntaxTree.Comparison comparison) {
    boolean number =
        comparison.left() instanceof SyntaxTree.Field field && field.text().equals("evt.num") && !field.hasArgument()
            && comparison.modifier() == Modifier.NONE;
    if (!number) {
      return Optional.empty();
    }
    return switch (comparison.right()) {
      case SyntaxTree.Constant constant -> one(comparison, constant.text());
      case SyntaxTree.Constants constants -> list(comparison, constants.texts());
      case SyntaxTree.ListName list -> Optional.empty();
      case SyntaxTree.Operand operand -> Optional.empty();
    };
  }

  private static Optional<Boolean> one(SyntaxTree.Comparison comparison, String text) {
    boolean zero = isNumber(0, text);
    boolean atMostOne = zero || isNumber(1, text);
    return switch (comparison.operator()) {
      case EQUAL, LESS_OR_EQUAL -> onlyIf(zero, false);
      case NOT_EQUAL, GREATER -> onlyIf(zero, true);
      case LESS -> onlyIf(atMostOne, false);
      case GREATER_OR_EQUAL -> onlyIf(atMostOne, true);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> list(SyntaxTree.Comparison comparison, List<String> texts) {
    return switch (comparison.operator()) {
      case IN -> onlyIf(texts.stream().allMatch(text -> isNumber(0, text)), false);
      default -> Optional.empty();
    };
  }

  /** Whether a text stands for this number. The number in the text is read as unsigned: -1 is the largest one. */
  private static boolean isNumber(long number, String text) {
    try {
      return NumberParser.unsigned(text, Long.BYTES) == number;
    } catch (ValueException ignored) {
      return false;
    }
  }

  private static Optional<Boolean> onlyIf(boolean known, boolean answer) {
    return known ? Optional.of(answer) : Optional.empty();
  }
}
