package org.eyas.engine.rules.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eyas.engine.rules.document.CodePointOffsets;
import org.eyas.engine.rules.document.LineSnippet;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.item.DefinitionNames;
import org.eyas.engine.rules.item.SemanticVersion;
import org.junit.jupiter.api.Test;

/** Versions, suggestions, snippets, names. */
class SmallPartsTest {
  @Test
  void aVersionSatisfiesOlderOnesOfItsMajor() {
    SemanticVersion engine = new SemanticVersion(0, 62, 0);
    assertTrue(engine.satisfies(new SemanticVersion(0, 62, 0)));
    assertTrue(engine.satisfies(new SemanticVersion(0, 15, 9)));
    assertFalse(engine.satisfies(new SemanticVersion(0, 62, 1)));
    assertFalse(new SemanticVersion(1, 0, 0).satisfies(engine));
  }

  @Test
  void readsThreeNumbersAndIgnoresWhatFollows() {
    assertEquals(Optional.of(new SemanticVersion(1, 2, 3)), SemanticVersion.parse("1.2.3-rc1"));
    assertEquals(Optional.empty(), SemanticVersion.parse("1.2"));
    assertEquals(Optional.empty(), SemanticVersion.parse("v1.2.3"));
  }

  @Test
  void suggestsTheNearestNameOrNone() {
    List<String> names = List.of("proc.name", "proc.pname", "fd.name");
    assertEquals("did you mean 'proc.name'?", NameSuggestion.of("proc.nam", names));
    assertEquals("did you mean 'fd.name'?", NameSuggestion.of("fdname", names));
    assertEquals("", NameSuggestion.of("container", names));
  }

  @Test
  void findsCodePointsAmongChars() {
    String text = "a\ud83e\udd85b\ud83e\udd85\ud83e\udd85c";
    CodePointOffsets offsets = CodePointOffsets.of(text);
    for (int i = 0; i <= text.codePointCount(0, text.length()); i++) {
      assertEquals(text.offsetByCodePoints(0, i), offsets.ofCodePoint(i));
    }
    assertEquals(7, CodePointOffsets.of("abcdefgh").ofCodePoint(7));
  }

  @Test
  void marksThePlaceBelowItsLine() {
    assertEquals("second\n  ^\n", LineSnippet.of("first\nsecond\nthird", 8));
    assertEquals("third\n    ^\n", LineSnippet.of("first\nsecond\nthird", 99));
    assertEquals("<No context available>\n", LineSnippet.of("", 0));
  }

  @Test
  void cutsLongLines() {
    String snippet = LineSnippet.of("a".repeat(100) + "X" + "b".repeat(100), 100);
    assertEquals("..." + "a".repeat(77) + "X" + "b".repeat(77) + "...\n" + " ".repeat(80) + "^\n", snippet);
  }

  @Test
  void knowsNamesToWhichConditionsCanRefer() {
    assertTrue(DefinitionNames.isMacroName("open_write2"));
    assertFalse(DefinitionNames.isMacroName("2open"));
    assertFalse(DefinitionNames.isMacroName("open-write"));
    assertTrue(DefinitionNames.isListName("open-write.2"));
    assertFalse(DefinitionNames.isListName("a,b"));
  }

  @Test
  void onlyOperatorsOnTextsTakeAModifier() {
    assertTrue(OperatorNames.isWithModifier("startswith oneof"));
    assertTrue(OperatorNames.isWithModifier("=  anyof"));
    assertFalse(OperatorNames.isWithModifier("in oneof"));
    assertFalse(OperatorNames.isWithModifier("< anyof"));
    assertFalse(OperatorNames.isWithModifier("exists anyof"));
    assertFalse(OperatorNames.isWithModifier("= some"));
    assertTrue(OperatorNames.takesList("pmatch"));
    assertFalse(OperatorNames.takesList("contains"));
  }
}
