package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.compile.node.NumberPredicate;
import org.eyas.engine.compile.node.NumberPredicates;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.field.text.ErrorNames;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** Derives the result of a call from checks of {@code evt.rawres}, {@code evt.failed} and {@code evt.res}. */
final class ResultImplications {
  private static final Text SUCCESS = Text.of("SUCCESS");
  private static final Ranges NONE = Ranges.of(List.of());

  private ResultImplications() {}

  static CheckImplication of(String field, Predicate check, EventType type) {
    if (!EventTypeTraits.returns(type)) {
      return CheckImplication.NEVER;
    }
    return switch (check) {
      case NumberCheck number when field.equals("evt.failed") -> failed(number);
      case NumberCheck number ->
        NumberRanges.of(number).map(ranges -> new CheckImplication(result(ranges), result(ranges.complement())))
            .orElse(CheckImplication.NOTHING);
      case TextCheck text -> named(text, type);
      default -> CheckImplication.NOTHING;
    };
  }

  /** The result of the call is one of these numbers. */
  static RawCondition result(Ranges ranges) {
    return ranges.isEverything() ? RawCondition.Always.TRUE : new RawCondition.Numbers(0, ranges);
  }

  private static CheckImplication failed(NumberCheck check) {
    NumberPredicate test = NumberPredicates.of(check);
    return new CheckImplication(
        result(signs(test.test(0), test.test(1))), result(signs(!test.test(0), !test.test(1))));
  }

  private static Ranges signs(boolean success, boolean failure) {
    return (success ? Ranges.NOT_NEGATIVE : NONE).or(failure ? Ranges.NEGATIVE : NONE);
  }

  /** The text is SUCCESS, or the name of an error, which is never SUCCESS, or a number. */
  private static CheckImplication named(TextCheck check, EventType type) {
    boolean success = TextPredicates.of(check).test(SUCCESS);
    boolean only = check.modifier() == Modifier.NONE && check.constants().equals(List.of(SUCCESS));
    boolean always = only && check.operator() == ComparisonOperator.NOT_EQUAL;
    return new CheckImplication(
        result(signs(success, false).or(errors(check, type))), result(signs(!success, !always)));
  }

  /** Whether a negative result is shown as a name or in decimal. That of brk is an address, whose digits can be letters. */
  private static boolean hasErrorNames(EventType type) {
    return !type.params().isEmpty() && switch (type.params().getFirst().type()) {
      case ERRNO, FD, FD32, PID, PID32 -> true;
      default -> false;
    };
  }

  /** The negative results for which a check can be true. */
  private static Ranges errors(TextCheck check, EventType type) {
    boolean equal = check.operator() == ComparisonOperator.EQUAL && check.constants().size() == 1
        || check.operator() == ComparisonOperator.IN;
    if (!equal || !hasErrorNames(type) || !check.constants().stream().allMatch(ArgumentImplications::isName)) {
      return Ranges.NEGATIVE;
    }
    TextPredicate test = TextPredicates.of(check);
    List<Long> errors = new ArrayList<>();
    ErrorNames.forEach((result, name) -> {
      if (test.test(name)) {
        errors.add(result);
      }
    });
    return Ranges.of(errors);
  }
}
