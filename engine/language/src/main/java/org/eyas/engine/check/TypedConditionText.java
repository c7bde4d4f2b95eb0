package org.eyas.engine.check;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition.AddressCheck;
import org.eyas.engine.check.TypedCondition.NetworkCheck;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.RegexCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.engine.text.RawByteText;

/** Prints a typed condition in the rule language, for people who want to see the tests of a rule. */
public final class TypedConditionText {
  private static final int SHOWN = 8;

  private TypedConditionText() {}

  public static String of(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> String.valueOf(always.answer());
      case TypedCondition.And and -> joined(and.children(), " and ");
      case TypedCondition.Or or -> joined(or.children(), " or ");
      case TypedCondition.Not not -> "not " + of(not.child());
      case TypedCondition.Exists exists -> exists.left().text() + " exists";
      case TextCheck check -> check(check.left(), check.operator(), check.modifier(), quoted(check.constants()));
      case NumberCheck check -> check(check.left(), check.operator(), check.modifier(), numbers(check));
      case AddressCheck check -> check(check.left(), check.operator(), check.modifier(), addresses(check));
      case NetworkCheck check -> check(check.left(), check.operator(), check.modifier(), networks(check));
      case RegexCheck check -> check(check.left(), ComparisonOperator.REGEX, check.modifier(),
          check.patterns().stream().map(pattern -> "\"" + pattern + "\"").toList());
      case ValueCheck check -> check.left().text() + " " + check.operator().text() + " val(" + check.right().text() + ")";
    };
  }

  private static String joined(List<TypedCondition> children, String separator) {
    return children.stream().map(TypedConditionText::of).collect(Collectors.joining(separator, "(", ")"));
  }

  private static String check(TypedValue left, ComparisonOperator operator, Modifier modifier, List<String> constants) {
    boolean list =
        modifier != Modifier.NONE
            || operator == ComparisonOperator.IN
            || operator == ComparisonOperator.INTERSECTS
            || operator == ComparisonOperator.PMATCH;
    String words = modifier == Modifier.NONE ? "" : " " + modifier.name().toLowerCase(java.util.Locale.ROOT);
    return left.text() + " " + operator.text() + words + " " + (list ? list(constants) : constants.getFirst());
  }

  /** Prints constants; a long list is shortened, because the names of lists are lost here. */
  private static String list(List<String> constants) {
    String shown = constants.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = constants.size() - SHOWN;
    return "(" + shown + (more > 0 ? ", ... " + more + " more" : "") + ")";
  }

  private static List<String> quoted(List<Text> texts) {
    return texts.stream().map(text -> "\"" + RawByteText.escaped(text) + "\"").toList();
  }

  private static List<String> numbers(NumberCheck check) {
    return switch (check.left().type().form()) {
      case DOUBLE -> check.constants().stream().map(bits -> String.valueOf(Double.longBitsToDouble(bits))).toList();
      case BOOL -> check.constants().stream().map(number -> number == 0 ? "false" : "true").toList();
      case UNSIGNED -> check.constants().stream().map(Long::toUnsignedString).toList();
      default -> check.constants().stream().map(String::valueOf).toList();
    };
  }

  private static List<String> addresses(AddressCheck check) {
    return check.constants().stream().map(AddressParser::text).toList();
  }

  private static List<String> networks(NetworkCheck check) {
    return check.constants().stream()
        .map(network -> AddressParser.text(network.address()) + "/" + network.prefix())
        .toList();
  }
}
