package org.eyas.engine.compile.text;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Network;
import org.eyas.engine.check.TypedCondition.AddressCheck;
import org.eyas.engine.check.TypedCondition.NetworkCheck;
import org.eyas.engine.check.TypedCondition.RegexCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/** Creates the test of one text, address or buffer from a typed check. */
public final class TextPredicates {
  private static final TextPredicate NEVER = value -> false;

  private TextPredicates() {}

  public static TextPredicate of(TextCheck check) {
    return of(check.operator(), check.modifier(), check.constants());
  }

  /** Addresses are equal if their bytes are equal; an IPv4 address never equals an IPv6 address. */
  public static TextPredicate of(AddressCheck check) {
    return of(check.operator(), check.modifier(), check.constants());
  }

  public static TextPredicate of(RegexCheck check) {
    List<TextPredicate> each =
        check.patterns().stream().<TextPredicate>map(RegexPredicate::new).toList();
    return combined(check.modifier(), each);
  }

  public static TextPredicate of(NetworkCheck check) {
    boolean unequal = check.operator() == ComparisonOperator.NOT_EQUAL;
    List<TextPredicate> each =
        check.constants().stream().<TextPredicate>map(network -> new InNetwork(network, unequal)).toList();
    return combined(check.operator().isMembership() ? Modifier.ANYOF : check.modifier(), each);
  }

  /** Whether a text is one of these. */
  public static TextPredicate anyEqual(List<Text> constants) {
    return new InSet(new TextSet(constants));
  }

  /** Whether a text begins with one of these. */
  public static TextPredicate anyStart(List<Text> constants) {
    return AffixTree.ofPrefixes(constants)::begins;
  }

  /** Whether a text ends with one of these. */
  public static TextPredicate anyEnd(List<Text> constants) {
    return AffixTree.ofSuffixes(constants)::ends;
  }

  /** Whether a text contains one of these. */
  public static TextPredicate anyPart(List<Text> constants) {
    return of(ComparisonOperator.CONTAINS, Modifier.ANYOF, constants);
  }

  private static TextPredicate of(ComparisonOperator operator, Modifier modifier, List<Text> constants) {
    if (operator.isMembership()) {
      return anyEqual(constants);
    }
    if (operator == ComparisonOperator.PMATCH) {
      PathTree paths = PathTree.of(constants);
      return paths::matches;
    }
    if (operator == ComparisonOperator.NOT_EQUAL && modifier == Modifier.ALLOF && !constants.isEmpty()) {
      TextSet set = new TextSet(constants);
      return value -> !set.contains(value);
    }
    if (modifier == Modifier.ANYOF && operator == ComparisonOperator.STARTSWITH) {
      return anyStart(constants);
    }
    if (modifier == Modifier.ANYOF && operator == ComparisonOperator.ENDSWITH) {
      return anyEnd(constants);
    }
    return combined(modifier, constants.stream().map(constant -> one(operator, constant)).toList());
  }

  private static TextPredicate combined(Modifier modifier, List<TextPredicate> tests) {
    if (tests.isEmpty()) {
      return NEVER;
    }
    TextPredicate[] each = tests.toArray(TextPredicate[]::new);
    return switch (modifier) {
      case NONE -> each[0];
      case ANYOF -> each.length == 1 ? each[0] : new AnyOf(each);
      case ALLOF -> each.length == 1 ? each[0] : new AllOf(each);
      case ONEOF -> each.length == 1 ? each[0] : new OneOf(each);
    };
  }

  private static TextPredicate one(ComparisonOperator operator, Text constant) {
    return switch (operator) {
      case EQUAL -> value -> value.contentEquals(constant);
      case NOT_EQUAL -> value -> !value.contentEquals(constant);
      case LESS -> value -> value.compareTo(constant) < 0;
      case LESS_OR_EQUAL -> value -> value.compareTo(constant) <= 0;
      case GREATER -> value -> value.compareTo(constant) > 0;
      case GREATER_OR_EQUAL -> value -> value.compareTo(constant) >= 0;
      case CONTAINS, BCONTAINS -> new HorspoolSearch(constant, false);
      case ICONTAINS -> new HorspoolSearch(constant, true);
      case STARTSWITH, BSTARTSWITH -> value -> value.startsWith(constant);
      case ENDSWITH -> value -> value.endsWith(constant);
      case GLOB -> new GlobPattern(constant, false)::matches;
      case IGLOB -> new GlobPattern(constant, true)::matches;
      case REGEX, IN, INTERSECTS, PMATCH -> throw new IllegalStateException(operator + " does not take a single constant");
    };
  }

  /** Whether a value contains a part, ignoring the case of ASCII letters. */
  public static boolean containsIgnoringCase(Bytes value, Bytes part) {
    int last = value.length() - part.length();
    for (int start = 0; start <= last; start++) {
      int i = 0;
      while (i < part.length() && GlobPattern.lower(value.at(start + i)) == GlobPattern.lower(part.at(i))) {
        i++;
      }
      if (i == part.length()) {
        return true;
      }
    }
    return false;
  }

  public record InSet(TextSet set) implements TextPredicate {
    @Override
    public boolean test(Bytes value) {
      return set.contains(value);
    }
  }

  private record InNetwork(Network network, boolean unequal) implements TextPredicate {
    @Override
    public boolean test(Bytes value) {
      return network.contains(value) != unequal;
    }
  }

  private record AnyOf(TextPredicate[] tests) implements TextPredicate {
    @Override
    public boolean test(Bytes value) {
      for (TextPredicate test : tests) {
        if (test.test(value)) {
          return true;
        }
      }
      return false;
    }
  }

  private record AllOf(TextPredicate[] tests) implements TextPredicate {
    @Override
    public boolean test(Bytes value) {
      for (TextPredicate test : tests) {
        if (!test.test(value)) {
          return false;
        }
      }
      return true;
    }
  }

  private record OneOf(TextPredicate[] tests) implements TextPredicate {
    @Override
    public boolean test(Bytes value) {
      int hits = 0;
      for (TextPredicate test : tests) {
        hits += test.test(value) ? 1 : 0;
      }
      return hits == 1;
    }
  }
}
