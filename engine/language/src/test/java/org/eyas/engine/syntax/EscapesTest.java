package org.eyas.engine.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.eyas.engine.syntax.SyntaxTree.Comparison;
import org.eyas.engine.syntax.SyntaxTree.Constant;
import org.eyas.engine.syntax.SyntaxTree.Constants;
import org.eyas.engine.syntax.SyntaxTree.Field;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.RawByteText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quoted texts in the language of the newest Falco; the messages are in testdata/language/newest. */
class EscapesTest {
  private static Comparison comparison(String condition, FalcoVersion version) throws SyntaxException {
    return assertInstanceOf(Comparison.class, Parser.parse(condition, version));
  }

  private static String hex(String constant) {
    return HexFormat.of().formatHex(RawByteText.bytes(constant).toArray());
  }

  private static String constant(String written) throws SyntaxException {
    return hex(assertInstanceOf(Constant.class, comparison("a.b = " + written, FalcoVersion.NEWEST).right()).text());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "'\\x41'; 41", "\"\\x41\"; 41", "\"\\x7f\"; 7f", "\"\\x01\"; 01", "\"\\x80\"; 80", "\"\\xff\"; ff", "\"\\xAb\"; ab",
      "\"\\xff\\xfe\"; fffe", "\"a\\xffb\"; 61ff62", "\"\\x00\"; 00", "\"a\\x00b\"; 610062", "\"\\x413\"; 4133",
      "\"\\\\xff\"; 5c786666",
      "\"\\xc3\\xa9\"; c3a9", "é; c3a9", "\"\\xc3é\"; c3c3a9", "\"\\xed\\xa0\\x80\"; eda080", "\\x41; 5c783431",
      "\"a\\ b\"; 615c62",
      "\"a\\x5c\"; 615c", "\"\\x22\\x27\"; 2227", "\"\\b\\f\\n\\r\\t\\/\"; 080c0a0d092f", "\"\\x5cx41\"; 5c783431"})
  void aByteIsTwoHexadecimalDigits(String written, String bytes) throws SyntaxException {
    assertEquals(bytes, constant(written));
  }

  @Test
  void everyByteCanBeWritten() throws SyntaxException {
    for (int i = 0; i < 256; i++) {
      assertEquals(String.format("61%02x62", i), constant(String.format("\"a\\x%02xb\"", i)));
      assertEquals(String.format("61%02x62", i), constant(String.format("'a\\x%02Xb'", i)));
    }
  }

  @Test
  void equalBytesAreEqualConstants() throws SyntaxException {
    assertEquals(Parser.parse("a.b = \"\u00e9\"", FalcoVersion.NEWEST),
        Parser.parse("a.b = \"\\xc3\\xa9\"", FalcoVersion.NEWEST));
  }

  @Test
  void elementsOfListsHaveEscapesIfTheyAreQuoted() throws SyntaxException {
    Constants list =
        assertInstanceOf(Constants.class, comparison("a.b in (\"\\xff\", '\\xfe', \\xfd)", FalcoVersion.NEWEST).right());
    assertEquals(List.of("ff", "fe", "5c786664"), list.texts().stream().map(EscapesTest::hex).toList());
  }

  @Test
  void argumentsHaveEscapesIfTheyAreQuoted() throws SyntaxException {
    assertEquals("58ff", hex(((Field) comparison("a.b[\"X\\xff\"] = x", FalcoVersion.NEWEST).left()).argument()));
    assertEquals("X\\xff", ((Field) comparison("a.b[X\\xff] = x", FalcoVersion.NEWEST).left()).argument());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b in (\"\\xgg\")", "a.b pmatch ('\\x')", "a.b = oneof (\"\\q\")"})
  void aListWithAWrongEscapeInItsFirstValueIsEmpty(String condition) throws SyntaxException {
    for (FalcoVersion version : FalcoVersion.values()) {
      assertEquals(List.of(), assertInstanceOf(Constants.class, comparison(condition, version).right()).texts());
    }
  }

  @Test
  void theOlderVersionKnowsNoBytes() {
    SyntaxException e = assertThrows(SyntaxException.class, () -> Parser.parse("a.b = \"\\x41\"", FalcoVersion.V0_44));
    assertEquals("unsupported string escape sequence: \\x", e.getMessage());
    assertEquals(12, e.position().offset());
  }

  @Test
  void aLoneSurrogateOfTheFileIsNoByte() throws SyntaxException {
    assertEquals("3f", hex(((Constant) comparison("a.b = '\udcff'", FalcoVersion.NEWEST).right()).text()));
    assertEquals("3f", hex(((Constant) comparison("a.b = \udcff", FalcoVersion.NEWEST).right()).text()));
  }

  @Test
  void aNulEndsAQuotedText() {
    for (FalcoVersion version : FalcoVersion.values()) {
      assertThrows(SyntaxException.class, () -> Parser.parse("a.b = \"a\0b\"", version));
    }
  }
}
