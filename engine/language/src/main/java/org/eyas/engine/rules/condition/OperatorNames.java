package org.eyas.engine.rules.condition;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.OperandKind;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** The comparison operators as text, for exceptions. */
public final class OperatorNames {
  private static final List<String> LIST = ComparisonOperator.texts(OperandKind.LIST);
  private static final List<String> ALL = Parser.operators();

  private OperatorNames() {}

  public static List<String> all() {
    return ALL;
  }

  public static boolean exists(String text) {
    return ALL.contains(text);
  }

  /** Whether the operator is followed by a list in parentheses. */
  static boolean takesList(String text) {
    return LIST.contains(text) || isWithModifier(text);
  }

  /**
   * Whether a text is an operator with a modifier, such as {@code startswith oneof}: only operators for texts have modifiers.
   */
  public static boolean isWithModifier(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return false;
    }
    String operator = text.substring(0, blank);
    String modifier = text.substring(blank).strip();
    return isModifier(modifier) && Stream.of(OperandKind.TEXT_AFTER_SYMBOL, OperandKind.TEXT_AFTER_WORD)
        .anyMatch(kind -> ComparisonOperator.texts(kind).contains(operator));
  }

  /** The operator of a comparison with its modifier. */
  static String text(SyntaxTree.Comparison comparison) {
    String modifier = comparison.modifier() == Modifier.NONE ? "" : " " + lower(comparison.modifier());
    return comparison.operator().text() + modifier;
  }

  private static String lower(Modifier modifier) {
    return modifier.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isModifier(String text) {
    for (Modifier modifier : Modifier.values()) {
      if (modifier != Modifier.NONE && lower(modifier).equals(text)) {
        return true;
      }
    }
    return false;
  }
}
