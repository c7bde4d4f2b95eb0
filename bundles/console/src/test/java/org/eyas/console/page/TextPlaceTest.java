package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.Diagnostic.Severity;
import org.eyas.api.rule.RuleDocument;
import org.junit.jupiter.api.Test;

class TextPlaceTest {
  private static final String NAME = "own.yaml";
  private static final String FOLDED =
      """
      - rule: Own
        condition: >
          evt.type = open and
          (proc.nmae = a or
           proc.nmae = b)

        output: proc.nmae
      """;

  private static final String JOINED = "evt.type = open and (proc.nmae = a or proc.nmae = b)";

  private static String snippet(String line, int caret) {
    return line + "\n" + " ".repeat(caret) + "^\n";
  }

  private static TextPlace place(String document, int line, String value, String snippet) {
    int offset = document.indexOf(value);
    int column = offset - document.lastIndexOf('\n', offset) - 1;
    List<Location> places =
        List.of(
            new Location(NAME, "rules content", "", 0, 0, 0), new Location(NAME, "rule condition", "", line, column, offset),
            new Location("\"evt.type = ...\"", "condition expression", "", line + 1, column + 1, offset));
    Diagnostic diagnostic = new Diagnostic("LOAD_ERR", "", Severity.ERROR, places, snippet, "wrong", "");
    return TextPlace.of(diagnostic, new RuleDocument(NAME, document));
  }

  @Test
  void aWordOfAConditionIsFoundInTheLinesThatYamlJoined() {
    assertEquals(new TextPlace(4, 6, 9), place(FOLDED, 1, ">", snippet(JOINED, JOINED.indexOf("proc"))));
  }

  @Test
  void theSecondOfEqualWordsIsFound() {
    assertEquals(new TextPlace(5, 6, 9), place(FOLDED, 1, ">", snippet(JOINED, JOINED.lastIndexOf("proc"))));
  }

  @Test
  void aWordThatAlsoEndsAnotherOneIsFoundAsAWholeWord() {
    String text = "- rule: Own\n  condition: a_shel or shel\n";
    assertEquals(new TextPlace(2, 24, 4), place(text, 1, "a_shel", snippet("a_shel or shel", 10)));
  }

  @Test
  void aCaretAtASignMeansTheWordBeforeIt() {
    String text = "- rule: Own\n  condition: proc.name = (\n";
    assertEquals(new TextPlace(2, 14, 9), place(text, 1, "proc", snippet("proc.name = (", 12)));
  }

  @Test
  void aWordOfAnExpandedListIsAtTheBeginOfTheCondition() {
    String text = "- rule: Own\n  condition: proc.pid in (pids)\n  output: many\n";
    assertEquals(new TextPlace(2, 14, 0), place(text, 1, "proc.pid", snippet("proc.pid in (1, many)", 16)));
  }

  @Test
  void withoutASnippetTheProblemIsAtTheBeginOfTheValue() {
    assertEquals(new TextPlace(2, 14, 0), place(FOLDED, 1, ">", "<No context available>\n"));
  }

  @Test
  void aProblemOutsideOfConditionsIsAtItsLineAndColumn() {
    List<Location> places = List.of(new Location(NAME, "rule", "Own", 3, 2, 40));
    Diagnostic diagnostic = new Diagnostic("LOAD_ERR", "", Severity.ERROR, places, "", "wrong", "");
    assertEquals(new TextPlace(4, 3, 0), TextPlace.of(diagnostic, new RuleDocument(NAME, FOLDED)));
    assertEquals(TextPlace.WHOLE, TextPlace.of(diagnostic, new RuleDocument("other.yaml", FOLDED)));
  }
}
