package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.check.ConditionWarning.Kind;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.engine.syntax.TextPosition;
import org.eyas.engine.text.RawByteText;

/** Collects warnings about parts of a condition that are valid but probably not intended. */
final class WarningCollector {
  private static final Set<ComparisonOperator> EQUALITY =
      Set.of(ComparisonOperator.EQUAL, ComparisonOperator.NOT_EQUAL, ComparisonOperator.IN, ComparisonOperator.INTERSECTS,
          ComparisonOperator.PMATCH);
  private static final String REGEX_SPECIAL = ".+*?^$()[]{}|\\";

  private final FieldCatalog catalog;
  private final Set<ConditionWarning> warnings = new LinkedHashSet<>();
  private final Set<String> deprecated = new LinkedHashSet<>();

  WarningCollector(FieldCatalog catalog) {
    this.catalog = catalog;
  }

  List<ConditionWarning> warnings() {
    return new ArrayList<>(warnings);
  }

  void checkConstant(ComparisonOperator operator, String constant, TextPosition position) {
    String dense = constant.replaceAll("\\s", "");
    if (operator == ComparisonOperator.REGEX && isPlain(constant)) {
      warn("regex check with '" + constant + "' may be optimized with simpler operators such as "
          + "'=', 'contains', 'startswith', 'endswith'", position);
    }
    if (isField(dense)) {
      warn("'" + constant + "' may be a valid field misused as a const string value", position);
    }
    if (isTransformer(dense)) {
      warn("'" + constant + "' may be a valid field transformer misused as a const string value", position);
    }
  }

  /**
   * Warns about a test for {@code <NA>} on a value of a JSON document: such a value is never {@code <NA>}, so the rule
   * never fires.
   */
  void checkMissingValue(SyntaxTree.Comparison comparison, List<String> constants) {
    boolean document = isOfDocument(comparison.left()) && comparison.modifier() == Modifier.NONE;
    if (document && EQUALITY.contains(comparison.operator()) && constants.contains("<NA>")) {
      warnings.add(new ConditionWarning(Kind.UNSAFE_NA_CHECK, "", comparison.position()));
    }
  }

  /** Whether the compared field, or the innermost field of a transformer, belongs to a JSON document. */
  private static boolean isOfDocument(SyntaxTree.Operand operand) {
    return switch (operand) {
      case SyntaxTree.Field field -> field.text().startsWith("ka.") || field.text().startsWith("jevt.");
      case SyntaxTree.Transform transform -> isOfDocument(transform.arguments().getLast());
      case SyntaxTree.Literal literal -> false;
      case SyntaxTree.Tuple tuple -> !tuple.elements().isEmpty() && isOfDocument(tuple.elements().getLast());
    };
  }

  /** Reports a deprecated field; the position is the whole condition. */
  void checkField(FieldUse use) {
    String name = use.definition().name();
    if (use.definition().is(Flag.DEPRECATED) && deprecated.add(name)) {
      warnings.add(new ConditionWarning(Kind.DEPRECATED_FIELD, name, TextPosition.START));
    }
  }

  private void warn(String message, TextPosition position) {
    warnings.add(new ConditionWarning(Kind.COMPILE_CONDITION, RawByteText.shown(message), position));
  }

  /** Whether one of the simple operators can replace a pattern: {@code ^.*word$}. */
  private static boolean isPlain(String pattern) {
    int length = pattern.length();
    for (int i = 0; i < length; i++) {
      char c = pattern.charAt(i);
      boolean anchor = i == 0 && c == '^' || i == length - 1 && c == '$';
      boolean edge = i == 0 && length > 1 || i == length - 2;
      if (edge && c == '.' && "+*?".indexOf(pattern.charAt(i + 1)) >= 0) {
        i++;
      } else if (!anchor && REGEX_SPECIAL.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isField(String text) {
    if (text.indexOf('.') < 0 || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    int bracket = text.endsWith("]") ? text.indexOf('[') : -1;
    try {
      return bracket < 0
          ? catalog.find(text, null).isPresent()
          : catalog.find(text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1)).isPresent();
    } catch (IllegalArgumentException e) {
      // The text is the name of a field, but not a valid use of the field, so it is a constant.
      return false;
    }
  }

  private static boolean isTransformer(String text) {
    if (!text.endsWith(")")) {
      return false;
    }
    if (text.startsWith("val(")) {
      return true;
    }
    for (FieldTransformer each : FieldTransformer.values()) {
      if (text.startsWith(each.text() + "(")) {
        return true;
      }
    }
    return false;
  }
}
