package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.compile.node.NumberTest;
import org.eyas.engine.compile.node.NumberTests;
import org.eyas.engine.compile.text.TextTest;
import org.eyas.engine.compile.text.TextTests;
import org.eyas.engine.field.ErrorNames;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/** Derives the result of a call from checks of {@code evt.rawres}, {@code evt.failed} and {@code evt.res}. */
final class ResultFacts {
  private static final Text SUCCESS = Text.of("SUCCESS");
  private static final Ranges NONE = Ranges.of(List.of());

  private ResultFacts() {}

  static Implication of(String field, Predicate check, EventType type) {
    if (!Implications.returns(type)) {
      return Implication.NEVER;
    }
    return switch (check) {
      case NumberCheck number when field.equals("evt.failed") -> failed(number);
      case NumberCheck number ->
        NumberRanges.of(number).map(ranges -> new Implication(result(ranges), result(ranges.complement())))
            .orElse(Implication.NOTHING);
      case TextCheck text -> named(text, type);
      default -> Implication.NOTHING;
    };
  }

  /** The result of the call is one of these numbers. */
  static RawCondition result(Ranges ranges) {
    return ranges.isEverything() ? RawCondition.Always.TRUE : new RawCondition.Numbers(0, ranges);
  }

  private static Implication failed(NumberCheck check) {
    NumberTest test = NumberTests.of(check);
    return new Implication(
        result(signs(test.test(0), test.test(1))), result(signs(!test.test(0), !test.test(1))));
  }

  private static Ranges signs(boolean success, boolean failure) {
    return (success ? Ranges.NOT_NEGATIVE : NONE).or(failure ? Ranges.NEGATIVE : NONE);
  }

  /** The text is SUCCESS, or the name of an error, which is never SUCCESS, or a number. */
  private static Implication named(TextCheck check, EventType type) {
    boolean success = TextTests.of(check).test(SUCCESS);
    boolean only = check.modifier() == Modifier.NONE && check.constants().equals(List.of(SUCCESS));
    boolean always = only && check.operator() == Operator.NOT_EQUAL;
    return new Implication(
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
    boolean equal = check.operator() == Operator.EQUAL && check.constants().size() == 1 || check.operator() == Operator.IN;
    if (!equal || !hasErrorNames(type) || !check.constants().stream().allMatch(ArgumentFacts::isName)) {
      return Ranges.NEGATIVE;
    }
    TextTest test = TextTests.of(check);
    List<Long> errors = new ArrayList<>();
    ErrorNames.forEach((result, name) -> {
      if (test.test(name)) {
        errors.add(result);
      }
    });
    return Ranges.of(errors);
  }
}
