package org.eyas.engine.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.eyas.engine.syntax.SyntaxTree.And;
import org.eyas.engine.syntax.SyntaxTree.Comparison;
import org.eyas.engine.syntax.SyntaxTree.Constant;
import org.eyas.engine.syntax.SyntaxTree.Constants;
import org.eyas.engine.syntax.SyntaxTree.Field;
import org.eyas.engine.syntax.SyntaxTree.Literal;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.engine.syntax.SyntaxTree.Not;
import org.eyas.engine.syntax.SyntaxTree.Or;
import org.eyas.engine.syntax.SyntaxTree.Transform;
import org.eyas.engine.syntax.SyntaxTree.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @Test
  void notBindsTighterThanAndAndAndTighterThanOr() throws SyntaxException {
    Or or = assertInstanceOf(Or.class, Parser.parse("a or not b and c"));

    And and = assertInstanceOf(And.class, or.children().get(1));
    assertInstanceOf(Not.class, and.children().get(0));
    assertEquals(2, or.children().size());
  }

  @Test
  void joinsEqualOperatorsIntoOneNode() throws SyntaxException {
    assertEquals(4, assertInstanceOf(Or.class, Parser.parse("a or b or c or(d)")).children().size());
    assertEquals(3, assertInstanceOf(And.class, Parser.parse("(a)and(b)and(c)")).children().size());
  }

  @Test
  void twoNotsCancelOut() throws SyntaxException {
    assertInstanceOf(SyntaxTree.MacroName.class, Parser.parse("not not a"));
    assertInstanceOf(SyntaxTree.MacroName.class, Parser.parse("not not(a)"));
    assertInstanceOf(Not.class, Parser.parse("not not not a"));
    assertInstanceOf(Not.class, Parser.parse("not(a)"));
  }

  @Test
  void keepsThePositionOfEachPart() throws SyntaxException {
    And and = assertInstanceOf(And.class, Parser.parse(" a\n and\tproc.name  =\n  'x y'"));

    assertEquals(new TextPosition(1, 1, 2), and.position());
    Comparison comparison = assertInstanceOf(Comparison.class, and.children().get(1));
    assertEquals(new TextPosition(8, 2, 6), comparison.position());
    assertEquals(new Constant("x y", new TextPosition(23, 3, 3)), comparison.right());
  }

  @ParameterizedTest
  @ValueSource(strings = {"glob", "iglob", "contains", "icontains", "bcontains", "startswith", "bstartswith",
      "endswith", "regex", "=", "!=", "==", "<", "<=", ">", ">="})
  void readsEveryOperatorOfOneValue(String operator) throws SyntaxException {
    Comparison comparison = comparison("a.b " + operator + " 12");

    assertEquals(operator.equals("==") ? "=" : operator, comparison.operator().text());
    assertEquals("12", ((Constant) comparison.right()).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"in", "intersects", "pmatch"})
  void readsEveryOperatorOfAList(String operator) throws SyntaxException {
    Comparison comparison = comparison("a.b " + operator + "(x, 'y z',\"\")");

    assertEquals(operator, comparison.operator().text());
    assertEquals(List.of("x", "y z", ""), ((Constants) comparison.right()).texts());
  }

  @Test
  void aModifierNeedsAListAfterIt() throws SyntaxException {
    assertEquals(Modifier.ANYOF, comparison("a.b startswith anyof (x, y)").modifier());
    assertEquals(Modifier.ALLOF, comparison("a.b != allof some_list").modifier());
    assertEquals("anyof", ((Constant) comparison("a.b = anyof").right()).text());
    And and = assertInstanceOf(And.class, Parser.parse("a.b = oneof and c"));
    assertEquals("oneof", ((Constant) ((Comparison) and.children().getFirst()).right()).text());
  }

  @Test
  void readsNestedTransformersWithTheirArguments() throws SyntaxException {
    Comparison comparison = comparison("getopt(proc.args, \"nt:\")[t] = concat(val.x, (tolower(a.b), 1), 'q')");

    Transform left = assertInstanceOf(Transform.class, comparison.left());
    assertEquals("getopt", left.name());
    assertEquals("t", left.argument());
    assertEquals("nt:", assertInstanceOf(Literal.class, left.arguments().get(1)).text());
    Transform right = assertInstanceOf(Transform.class, comparison.right());
    assertEquals(2, assertInstanceOf(Tuple.class, right.arguments().get(1)).elements().size());
  }

  @Test
  void valIsOnlyAllowedOnTheRight() throws SyntaxException {
    Transform right = assertInstanceOf(Transform.class, comparison("a.b = val( c.d[1] )").right());

    assertEquals("val", right.name());
    assertEquals("1", assertInstanceOf(Field.class, right.arguments().getFirst()).argument());
    rejects("val(a.b) exists");
    rejects("a.b = val(tolower(c.d))");
  }

  @Test
  void anEmptyArgumentIsAnArgument() throws SyntaxException {
    assertEquals(true, ((Field) comparison("a.b[''] = x").left()).hasArgument());
    assertEquals(false, ((Field) comparison("a.b = x").left()).hasArgument());
    assertEquals("k.x/y-z", ((Field) comparison("a.b[k.x/y-z] = x").left()).argument());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "escapes.csv", delimiter = ';', quoteCharacter = '`')
  void resolvesEscapes(String written, String meant) throws SyntaxException {
    assertEquals(meant.translateEscapes(), ((Constant) comparison("a.b = " + written).right()).text());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "accepted.csv", delimiter = ';', quoteCharacter = '`')
  void accepts(String text) throws SyntaxException {
    Parser.parse(text);
    Parser.parse(" " + text + " ");
    Parser.parse((" " + text + " ").replace(' ', '\n'));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "rejected.csv", delimiter = ';', quoteCharacter = '`')
  void rejects(String text) {
    assertThrows(SyntaxException.class, () -> Parser.parse(text));
  }

  @Test
  void limitsTheDepth() throws SyntaxException {
    Parser.parse("(".repeat(199) + "a" + ")".repeat(199));
    SyntaxException e =
        assertThrows(SyntaxException.class, () -> Parser.parse("(".repeat(5000) + "a" + ")".repeat(5000)));
    assertEquals("exceeded max depth limit of 1000", e.getMessage());
    rejects("tolower(".repeat(5000) + "a.b");
  }

  @Test
  void randomTextIsAcceptedOrRejected() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("ParserTest seed " + seed);
    Random random = new Random(seed);
    String[] parts = {"a", "a.b", " ", " and ", " or ", "not ", "(", ")", "in", " in (", ",", "'", "\"", "\\", "=", "!=",
        "<", "exists", "[", "]", "tolower(", "val(", "1", "0x1", "anyof ", "pmatch", "\n", "é", "\0", "contains ", "-"};
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      read += isRead(text.toString()) ? 1 : 0;
    }
    assertEquals(true, read > 100, "some of the random texts are conditions");
  }

  private static boolean isRead(String text) {
    try {
      Parser.parse(text);
      return true;
    } catch (SyntaxException e) {
      assertEquals(true, e.position().offset() <= text.length());
      return false;
    }
  }

  private static Comparison comparison(String text) throws SyntaxException {
    return assertInstanceOf(Comparison.class, Parser.parse(text));
  }
}
