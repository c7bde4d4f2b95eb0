package org.eyas.engine.pushdown;

import java.util.Optional;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.pushdown.Ranges;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** The numbers for which a check of a number is true. */
final class NumberRanges {
  private NumberRanges() {}

  /** The ranges; empty if the check compares unsigned numbers, or in a rare way. */
  static Optional<Ranges> of(NumberCheck check) {
    Form form = check.left().type().form();
    if (form != Form.SIGNED && form != Form.UNSIGNED || check.constants().isEmpty()) {
      return Optional.empty();
    }
    boolean one = check.modifier() == Modifier.NONE && check.constants().size() == 1;
    long number = check.constants().getFirst();
    return switch (check.operator()) {
      case IN, INTERSECTS -> Optional.of(Ranges.of(check.constants()));
      case EQUAL -> one ? Optional.of(Ranges.between(number, number)) : Optional.empty();
      case NOT_EQUAL -> one ? Optional.of(Ranges.between(number, number).complement()) : Optional.empty();
      case LESS -> one && form == Form.SIGNED ? Optional.of(from(number).complement()) : Optional.empty();
      case GREATER_OR_EQUAL -> one && form == Form.SIGNED ? Optional.of(from(number)) : Optional.empty();
      case GREATER -> one && form == Form.SIGNED ? Optional.of(to(number).complement()) : Optional.empty();
      case LESS_OR_EQUAL -> one && form == Form.SIGNED ? Optional.of(to(number)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Ranges from(long least) {
    return Ranges.between(least, Long.MAX_VALUE);
  }

  private static Ranges to(long most) {
    return Ranges.between(Long.MIN_VALUE, most);
  }
}
