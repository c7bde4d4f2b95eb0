package org.eyas.engine.syntax;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The depth is that of the newest Falco (libs: filter/parser.cpp), whose guard throws when it reaches the limit. */
class ParseDepthTest {
  private static String nested(int count, String opening, String inside) {
    return opening.repeat(count) + inside + ")".repeat(count);
  }

  private static void passesUpTo(int limit, int most, String opening, String inside, String after) {
    assertDoesNotThrow(() -> Parser.parse(nested(most, opening, inside) + after, limit, FalcoVersion.NEWEST), opening + most);
    SyntaxException e =
        assertThrows(
            SyntaxException.class, () -> Parser.parse(nested(most + 1, opening, inside) + after, limit, FalcoVersion.NEWEST));
    assertEquals("exceeded max depth limit of " + limit, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
      "(; macro; 19; 199", "(; proc.name=a; 18; 198", "(; proc.name < 1; 18; 198", "(; proc.name exists; 18; 198",
      "not(; macro; 23; 248",
      "\"a and(\"; macro; 31; 331", "\"a or(\"; macro; 47; 497"})
  void countsTheRulesOfTheGrammar(String opening, String inside, int most, int mostOfRules) {
    passesUpTo(100, most, opening, inside, "");
    passesUpTo(1000, mostOfRules, opening, inside, "");
  }

  @Test
  void countsTransformersOnTheLeft() {
    passesUpTo(100, 47, "tolower(", "a.b", " = x");
    passesUpTo(1000, 497, "tolower(", "a.b", " = x");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void countsTransformersOnTheRight(int limit) {
    int most = limit == 100 ? 45 : 495;
    assertDoesNotThrow(() -> Parser.parse("a.b = " + nested(most, "tolower(", "c.d"), limit, FalcoVersion.NEWEST));
    assertThrows(
        SyntaxException.class, () -> Parser.parse("a.b = " + nested(most + 1, "tolower(", "c.d"), limit, FalcoVersion.NEWEST));
  }

  @ParameterizedTest
  @ValueSource(strings = {" and a", " or a", " and not a"})
  void chainsDoNotDeepen(String link) {
    assertDoesNotThrow(() -> Parser.parse("a" + link.repeat(5000), 100, FalcoVersion.NEWEST));
    assertDoesNotThrow(() -> Parser.parse("not ".repeat(5000) + "a", 100, FalcoVersion.NEWEST));
  }

  @Test
  void aLevelThatIsClosedDoesNotCount() {
    String list = "a.b in (x, y) and concat(\"a\", (c.d, 1), tolower(c.d)) = val(c.d) and c.d = anyof (x)";
    assertDoesNotThrow(() -> Parser.parse(("(" + list + ") and not(" + list + ") or (a.b exists) and ").repeat(500) + "a", 100,
        FalcoVersion.NEWEST));
  }

  @Test
  void aHundredThousandParenthesesAreAnError() {
    for (FalcoVersion version : FalcoVersion.values()) {
      assertThrows(SyntaxException.class, () -> Parser.parse("(".repeat(100_000), version));
      assertThrows(SyntaxException.class, () -> Parser.parse(nested(100_000, "(", "a"), version));
      assertThrows(SyntaxException.class, () -> Parser.parse(nested(100_000, "tolower(", "a.b") + " exists", version));
      assertDoesNotThrow(() -> Parser.parse(nested(10, "(", "a"), 100, FalcoVersion.NEWEST));
    }
  }

  @Test
  void theFirstValueOfAListHidesTheLimit() throws SyntaxException {
    String condition = nested(198, "(", "a and(a.b in (x, y))");
    SyntaxException e = assertThrows(SyntaxException.class, () -> Parser.parse(condition, FalcoVersion.NEWEST));
    assertEquals("expected a ')' token", e.getMessage());
  }

  @Test
  void outputsHaveTheLimitOfAHundredInTheNewestVersion() throws SyntaxException {
    Parser.operandPrefix(nested(48, "tolower(", "a.b"), FalcoVersion.NEWEST);
    assertThrows(SyntaxException.class, () -> Parser.operandPrefix(nested(49, "tolower(", "a.b"), FalcoVersion.NEWEST));
    Parser.operandPrefix(nested(199, "tolower(", "a.b"), FalcoVersion.V0_44);
    assertThrows(SyntaxException.class, () -> Parser.operandPrefix(nested(200, "tolower(", "a.b"), FalcoVersion.V0_44));
  }

  @Test
  void theOlderVersionCountsLevels() throws SyntaxException {
    Parser.parse(nested(199, "a or(", "a"), FalcoVersion.V0_44);
    assertThrows(SyntaxException.class, () -> Parser.parse(nested(200, "a or(", "a"), FalcoVersion.V0_44));
  }
}
