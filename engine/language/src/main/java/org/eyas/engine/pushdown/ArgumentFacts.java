package org.eyas.engine.pushdown;

import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.event.ValueType;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.syntax.Expr.Modifier;
import org.jspecify.annotations.Nullable;

/** Derives the parameter itself from checks of {@code evt.arg} and {@code evt.rawarg}. */
final class ArgumentFacts {
  private ArgumentFacts() {}

  /** The implication of a check of {@code evt.arg}: the parameter as text. */
  static Implication ofText(@Nullable String argument, Predicate check, EventType type) {
    int param = index(argument, type);
    if (param < 0 || !(check instanceof TextCheck text)) {
      return Implication.NOTHING;
    }
    ParamDefinition definition = type.params().get(param);
    if (definition.type().form() == Form.TEXT) {
      return exactly(PathTexts.of(text, param, Part.WHOLE));
    }
    return isNamed(text) ? names(text, param, definition) : Implication.NOTHING;
  }

  /** The implication of a check of {@code evt.rawarg}: the parameter as it is. */
  static Implication ofValue(@Nullable String argument, Predicate check, EventType type) {
    int param = index(argument, type);
    if (param < 0) {
      return Implication.NOTHING;
    }
    ValueType is = type.params().get(param).type();
    return switch (check) {
      case NumberCheck number when is.isNumber() -> exactly(NumberRanges.of(number).map(ranges -> new Numbers(param, ranges)));
      case TextCheck text when is.form() == Form.TEXT -> exactly(PathTexts.of(text, param, Part.WHOLE));
      default -> Implication.NOTHING;
    };
  }

  /** The index of a named parameter; -1 for a number in the place of a name. */
  private static int index(@Nullable String argument, EventType type) {
    return argument == null ? -1 : type.indexOf(argument);
  }

  private static Implication exactly(Optional<? extends RawCondition> condition) {
    return condition.isPresent() ? Implication.exactly(condition.get()) : Implication.NOTHING;
  }

  /**
   * Whether a check can only be true for names of the flag table: a value without a name is shown as a number, and several names
   * are joined by a bar.
   */
  private static boolean isNamed(TextCheck check) {
    boolean any = check.modifier() == Modifier.ANYOF || check.modifier() == Modifier.NONE;
    return any && !check.constants().isEmpty() && check.constants().stream().allMatch(ArgumentFacts::isName);
  }

  static boolean isName(Text text) {
    return text.indexOf('|', 0) < 0 && text.toString().chars().anyMatch(c -> (c < '0' || c > '9') && c != '-');
  }

  private static Implication names(TextCheck check, int param, ParamDefinition definition) {
    FlagTable table = FlagTable.named(definition.values());
    return switch (definition.type()) {
      case FLAGS8, FLAGS16, FLAGS32, MODE -> FlagFacts.ofBits(check, param, table);
      case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> FlagFacts.ofValues(check, param, table);
      default -> Implication.NOTHING;
    };
  }
}
