package org.eyas.engine.pushdown;

import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.schema.FlagTable;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.jspecify.annotations.Nullable;

/** Derives the parameter itself from checks of {@code evt.arg} and {@code evt.rawarg}. */
final class ArgumentImplications {
  private ArgumentImplications() {}

  /** The implication of a check of {@code evt.arg}: the parameter as text. */
  static CheckImplication ofText(@Nullable String argument, Predicate check, EventType type) {
    int param = index(argument, type);
    if (param < 0 || !(check instanceof TextCheck text)) {
      return CheckImplication.NOTHING;
    }
    ParamDefinition definition = type.params().get(param);
    if (definition.type().form() == Form.TEXT) {
      return exactly(PathConditions.of(text, param, Part.WHOLE));
    }
    return isNamed(text) ? names(text, param, definition) : CheckImplication.NOTHING;
  }

  /** The implication of a check of {@code evt.rawarg}: the parameter as it is. */
  static CheckImplication ofValue(@Nullable String argument, Predicate check, EventType type) {
    int param = index(argument, type);
    if (param < 0) {
      return CheckImplication.NOTHING;
    }
    ValueType is = type.params().get(param).type();
    return switch (check) {
      case NumberCheck number when is.isNumber() -> exactly(NumberRanges.of(number).map(ranges -> new Numbers(param, ranges)));
      case TextCheck text when is.form() == Form.TEXT -> exactly(PathConditions.of(text, param, Part.WHOLE));
      default -> CheckImplication.NOTHING;
    };
  }

  /** The index of a named parameter; -1 for a number in the place of a name. */
  private static int index(@Nullable String argument, EventType type) {
    return argument == null ? -1 : type.indexOf(argument);
  }

  private static CheckImplication exactly(Optional<? extends RawCondition> condition) {
    return condition.isPresent() ? CheckImplication.exactly(condition.get()) : CheckImplication.NOTHING;
  }

  /**
   * Whether a check can only be true for names of the flag table: a value without a name is shown as a number, and several names
   * are joined by a bar.
   */
  private static boolean isNamed(TextCheck check) {
    boolean any = check.modifier() == Modifier.ANYOF || check.modifier() == Modifier.NONE;
    return any && !check.constants().isEmpty() && check.constants().stream().allMatch(ArgumentImplications::isName);
  }

  static boolean isName(Text text) {
    return text.indexOf('|', 0) < 0 && text.toString().chars().anyMatch(c -> (c < '0' || c > '9') && c != '-');
  }

  private static CheckImplication names(TextCheck check, int param, ParamDefinition definition) {
    FlagTable table = FlagTable.named(definition.values());
    return switch (definition.type()) {
      case FLAGS8, FLAGS16, FLAGS32, MODE -> FlagImplications.ofBits(check, param, table);
      case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> FlagImplications.ofValues(check, param, table);
      default -> CheckImplication.NOTHING;
    };
  }
}
