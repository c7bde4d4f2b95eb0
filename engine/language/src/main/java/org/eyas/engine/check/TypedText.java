package org.eyas.engine.check;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.check.TypedExpr.AddressCheck;
import org.eyas.engine.check.TypedExpr.NetworkCheck;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.RegexCheck;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedExpr.ValueCheck;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/** Prints a typed condition in the rule language, for people who want to see the tests of a rule. */
public final class TypedText {
  private static final int SHOWN = 8;

  private TypedText() {}

  public static String of(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Always always -> String.valueOf(always.answer());
      case TypedExpr.And and -> joined(and.children(), " and ");
      case TypedExpr.Or or -> joined(or.children(), " or ");
      case TypedExpr.Not not -> "not " + of(not.child());
      case TypedExpr.Exists exists -> exists.left().text() + " exists";
      case TextCheck check -> check(check.left(), check.operator(), check.modifier(), quoted(check.constants()));
      case NumberCheck check -> check(check.left(), check.operator(), check.modifier(), numbers(check));
      case AddressCheck check -> check(check.left(), check.operator(), check.modifier(), addresses(check));
      case NetworkCheck check -> check(check.left(), check.operator(), check.modifier(), networks(check));
      case RegexCheck check -> check(check.left(), Operator.REGEX, check.modifier(), quoted(check.patterns()));
      case ValueCheck check -> check.left().text() + " " + check.operator().text() + " val(" + check.right().text() + ")";
    };
  }

  private static String joined(List<TypedExpr> children, String separator) {
    return children.stream().map(TypedText::of).collect(Collectors.joining(separator, "(", ")"));
  }

  private static String check(TypedValue left, Operator operator, Modifier modifier, List<String> constants) {
    boolean list =
        modifier != Modifier.NONE
            || operator == Operator.IN
            || operator == Operator.INTERSECTS
            || operator == Operator.PMATCH;
    String words = modifier == Modifier.NONE ? "" : " " + modifier.name().toLowerCase(java.util.Locale.ROOT);
    return left.text() + " " + operator.text() + words + " " + (list ? list(constants) : constants.getFirst());
  }

  /** Prints constants; a long list is shortened, because the names of lists are lost here. */
  private static String list(List<String> constants) {
    String shown = constants.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = constants.size() - SHOWN;
    return "(" + shown + (more > 0 ? ", ... " + more + " more" : "") + ")";
  }

  private static List<String> quoted(List<?> texts) {
    return texts.stream().map(text -> "\"" + text + "\"").toList();
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
    return check.constants().stream().map(Addresses::text).toList();
  }

  private static List<String> networks(NetworkCheck check) {
    return check.constants().stream()
        .map(network -> Addresses.text(network.address()) + "/" + network.prefix())
        .toList();
  }
}
