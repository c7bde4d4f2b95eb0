package org.eyas.engine.compile.text;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.Network;
import org.eyas.engine.check.TypedExpr.AddressCheck;
import org.eyas.engine.check.TypedExpr.NetworkCheck;
import org.eyas.engine.check.TypedExpr.RegexCheck;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;

/** Creates the test of one text, address or buffer from a typed check. */
public final class TextTests {
  private static final TextTest NEVER = value -> false;

  private TextTests() {}

  public static TextTest of(TextCheck check) {
    return of(check.operator(), check.modifier(), check.constants());
  }

  /** Addresses are equal if their bytes are equal; an IPv4 address never equals an IPv6 address. */
  public static TextTest of(AddressCheck check) {
    return of(check.operator(), check.modifier(), check.constants());
  }

  public static TextTest of(RegexCheck check) {
    List<TextTest> each = check.patterns().stream().<TextTest>map(RegexTest::new).toList();
    return combined(check.modifier(), each);
  }

  public static TextTest of(NetworkCheck check) {
    boolean unequal = check.operator() == Operator.NOT_EQUAL;
    List<TextTest> each =
        check.constants().stream().<TextTest>map(network -> new InNetwork(network, unequal)).toList();
    boolean set = check.operator() == Operator.IN || check.operator() == Operator.INTERSECTS;
    return combined(set ? Modifier.ANYOF : check.modifier(), each);
  }

  /** Whether a text is one of these. */
  public static TextTest anyEqual(List<Text> constants) {
    return new InSet(new TextSet(constants));
  }

  /** Whether a text begins with one of these. */
  public static TextTest anyStart(List<Text> constants) {
    return AffixTree.ofPrefixes(constants)::begins;
  }

  /** Whether a text ends with one of these. */
  public static TextTest anyEnd(List<Text> constants) {
    return AffixTree.ofSuffixes(constants)::ends;
  }

  /** Whether a text contains one of these. */
  public static TextTest anyPart(List<Text> constants) {
    return of(Operator.CONTAINS, Modifier.ANYOF, constants);
  }

  private static TextTest of(Operator operator, Modifier modifier, List<Text> constants) {
    if (operator == Operator.IN || operator == Operator.INTERSECTS) {
      return anyEqual(constants);
    }
    if (operator == Operator.PMATCH) {
      PathTree paths = PathTree.of(constants);
      return paths::matches;
    }
    if (operator == Operator.NOT_EQUAL && modifier == Modifier.ALLOF && !constants.isEmpty()) {
      TextSet set = new TextSet(constants);
      return value -> !set.contains(value);
    }
    if (modifier == Modifier.ANYOF && operator == Operator.STARTSWITH) {
      return anyStart(constants);
    }
    if (modifier == Modifier.ANYOF && operator == Operator.ENDSWITH) {
      return anyEnd(constants);
    }
    return combined(modifier, constants.stream().map(constant -> one(operator, constant)).toList());
  }

  private static TextTest combined(Modifier modifier, List<TextTest> tests) {
    if (tests.isEmpty()) {
      return NEVER;
    }
    TextTest[] each = tests.toArray(TextTest[]::new);
    return switch (modifier) {
      case NONE -> each[0];
      case ANYOF -> each.length == 1 ? each[0] : new AnyOf(each);
      case ALLOF -> each.length == 1 ? each[0] : new AllOf(each);
      case ONEOF -> each.length == 1 ? each[0] : new OneOf(each);
    };
  }

  private static TextTest one(Operator operator, Text constant) {
    return switch (operator) {
      case EQUAL -> value -> value.contentEquals(constant);
      case NOT_EQUAL -> value -> !value.contentEquals(constant);
      case LESS -> value -> value.compareTo(constant) < 0;
      case LESS_OR_EQUAL -> value -> value.compareTo(constant) <= 0;
      case GREATER -> value -> value.compareTo(constant) > 0;
      case GREATER_OR_EQUAL -> value -> value.compareTo(constant) >= 0;
      case CONTAINS, BCONTAINS -> new Needle(constant, false);
      case ICONTAINS -> new Needle(constant, true);
      case STARTSWITH, BSTARTSWITH -> value -> value.startsWith(constant);
      case ENDSWITH -> value -> value.endsWith(constant);
      case GLOB -> new Glob(constant, false)::matches;
      case IGLOB -> new Glob(constant, true)::matches;
      case REGEX, IN, INTERSECTS, PMATCH -> throw new IllegalStateException(operator + " does not take a single constant");
    };
  }

  /** Whether a value contains a part, ignoring the case of ASCII letters. */
  public static boolean containsIgnoringCase(Bytes value, Bytes part) {
    int last = value.length() - part.length();
    for (int start = 0; start <= last; start++) {
      int i = 0;
      while (i < part.length() && Glob.lower(value.at(start + i)) == Glob.lower(part.at(i))) {
        i++;
      }
      if (i == part.length()) {
        return true;
      }
    }
    return false;
  }

  public record InSet(TextSet set) implements TextTest {
    @Override
    public boolean test(Bytes value) {
      return set.contains(value);
    }
  }

  private record InNetwork(Network network, boolean unequal) implements TextTest {
    @Override
    public boolean test(Bytes value) {
      return network.contains(value) != unequal;
    }
  }

  private record AnyOf(TextTest[] tests) implements TextTest {
    @Override
    public boolean test(Bytes value) {
      for (TextTest test : tests) {
        if (test.test(value)) {
          return true;
        }
      }
      return false;
    }
  }

  private record AllOf(TextTest[] tests) implements TextTest {
    @Override
    public boolean test(Bytes value) {
      for (TextTest test : tests) {
        if (!test.test(value)) {
          return false;
        }
      }
      return true;
    }
  }

  private record OneOf(TextTest[] tests) implements TextTest {
    @Override
    public boolean test(Bytes value) {
      int hits = 0;
      for (TextTest test : tests) {
        hits += test.test(value) ? 1 : 0;
      }
      return hits == 1;
    }
  }
}
