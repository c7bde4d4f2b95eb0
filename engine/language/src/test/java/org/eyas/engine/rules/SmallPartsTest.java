package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions, suggestions, snippets, names. */
class SmallPartsTest {
  @Test
  void aVersionSatisfiesOlderOnesOfItsMajor() {
    Version engine = new Version(0, 62, 0);
    assertTrue(engine.satisfies(new Version(0, 62, 0)));
    assertTrue(engine.satisfies(new Version(0, 15, 9)));
    assertFalse(engine.satisfies(new Version(0, 62, 1)));
    assertFalse(new Version(1, 0, 0).satisfies(engine));
  }

  @Test
  void readsThreeNumbersAndIgnoresWhatFollows() {
    assertEquals(Optional.of(new Version(1, 2, 3)), Version.parse("1.2.3-rc1"));
    assertEquals(Optional.empty(), Version.parse("1.2"));
    assertEquals(Optional.empty(), Version.parse("v1.2.3"));
  }

  @Test
  void suggestsTheNearestNameOrNone() {
    List<String> names = List.of("proc.name", "proc.pname", "fd.name");
    assertEquals("did you mean 'proc.name'?", Suggestion.of("proc.nam", names));
    assertEquals("did you mean 'fd.name'?", Suggestion.of("fdname", names));
    assertEquals("", Suggestion.of("container", names));
  }

  @Test
  void findsCodePointsAmongChars() {
    String text = "a\ud83e\udd85b\ud83e\udd85\ud83e\udd85c";
    Offsets offsets = Offsets.of(text);
    for (int i = 0; i <= text.codePointCount(0, text.length()); i++) {
      assertEquals(text.offsetByCodePoints(0, i), offsets.ofCodePoint(i));
    }
    assertEquals(7, Offsets.of("abcdefgh").ofCodePoint(7));
  }

  @Test
  void marksThePlaceBelowItsLine() {
    assertEquals("second\n  ^\n", Snippet.of("first\nsecond\nthird", 8));
    assertEquals("third\n    ^\n", Snippet.of("first\nsecond\nthird", 99));
    assertEquals("<No context available>\n", Snippet.of("", 0));
  }

  @Test
  void cutsLongLines() {
    String snippet = Snippet.of("a".repeat(100) + "X" + "b".repeat(100), 100);
    assertEquals("..." + "a".repeat(77) + "X" + "b".repeat(77) + "...\n" + " ".repeat(80) + "^\n", snippet);
  }

  @Test
  void knowsNamesToWhichConditionsCanRefer() {
    assertTrue(Names.isMacroName("open_write2"));
    assertFalse(Names.isMacroName("2open"));
    assertFalse(Names.isMacroName("open-write"));
    assertTrue(Names.isListName("open-write.2"));
    assertFalse(Names.isListName("a,b"));
  }

  @Test
  void onlyOperatorsOnTextsTakeAModifier() {
    assertTrue(Operators.isWithModifier("startswith oneof"));
    assertTrue(Operators.isWithModifier("=  anyof"));
    assertFalse(Operators.isWithModifier("in oneof"));
    assertFalse(Operators.isWithModifier("< anyof"));
    assertFalse(Operators.isWithModifier("exists anyof"));
    assertFalse(Operators.isWithModifier("= some"));
    assertTrue(Operators.takesList("pmatch"));
    assertFalse(Operators.takesList("contains"));
  }
}
