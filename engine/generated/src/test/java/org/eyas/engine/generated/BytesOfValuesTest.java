package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of the newest Falco on values with bytes; the first rows of each test are those of Falco's own tests. */
class BytesOfValuesTest {
  private final FakeFields fields = FakeFields.ofEveryKind();

  private boolean holds(String condition) throws Exception {
    return new BothBackEnds(
        ConditionChecker.check(Parser.parse(condition, FalcoVersion.NEWEST), fields.catalog(), FalcoVersion.NEWEST)).holds();
  }

  private static Text hex(String digits) {
    return Text.copyOf(HexFormat.of().parseHex(digits));
  }

  /** The value is /p\xff/q\xff. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "t.path = \"/p\\xff/q\\xff\"; true", "t.path contains \"\\xff\"; true", "t.path contains \"\\xfe\"; false",
      "t.path glob \"/p?/q?\"; true",
      "t.path in (\"/p\\xff/q\\xff\"); true", "t.path startswith \"/p\\xff\"; true", "t.path endswith \"\\xff\"; true",
      "t.path regex \"/p./q.\"; true", "t.path regex \"/p./q\"; false", "t.path regex \"/p\ufffd/q\ufffd\"; true",
      "t.path regex '[^ -~]*'; false", "t.path pmatch (\"/p\\xff\"); true", "t.path pmatch (\"/p\\xfe\"); false",
      "t.path pmatch (\"/p?/q?\"); true",
      "t.path icontains \"P\\xff/Q\"; true", "t.path iglob \"/P?/Q\\xff\"; true", "toupper(t.path) = \"/P\\xff/Q\\xff\"; true",
      "tolower(t.path) = \"/p\\xff/q\\xff\"; true", "basename(t.path) = \"q\\xff\"; true", "len(t.path) = 6; true",
      "t.path = anyof (\"/x\", \"/p\\xff/q\\xff\"); true", "t.path != allof (\"\\xff\", \"/p\\xff/q\\xff\"); false",
      "t.path regex oneof (\"/p./q.\", \"/x\"); true", "t.path = \"/p\ufffd/q\ufffd\"; false", "t.path glob \"/p\ufffd*\"; false",
      "t.path > 9; false", "t.path < 9; true"})
  void comparesTextsByteByByte(String condition, boolean expected) throws Exception {
    fields.values.put("t.path", hex("2f70ff2f71ff"));
    assertEquals(expected, holds(condition));
  }

  /** The value is a\x00b. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "evt.buffer = \"a\\x00b\"; true", "evt.buffer = \"ab\"; false", "evt.buffer bcontains 610062; true",
      "evt.buffer bcontains 610162; false",
      "evt.buffer bstartswith 6100; true", "evt.buffer bstartswith 6101; false", "evt.buffer contains \"\\x00\"; true",
      "evt.buffer startswith \"a\\x00\"; true", "evt.buffer endswith \"\\x00b\"; true",
      "evt.buffer in (\"a\", \"a\\x00b\"); true",
      "evt.buffer != \"a\\x00c\"; true", "len(evt.buffer) = 3; true"})
  void comparesBuffersWithNuls(String condition, boolean expected) throws Exception {
    fields.values.put("evt.buffer", hex("610062"));
    assertEquals(expected, holds(condition));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<=", ">", ">=", "icontains", "glob", "iglob", "regex"})
  void buffersLackTheOtherOperators(String operator) throws SyntaxException {
    assertThrows(CheckException.class, () -> holds("evt.buffer " + operator + " 1"));
  }

  @Test
  void globCountsBytes() throws Exception {
    fields.values.put("t.text", Text.of("é"));
    assertEquals(false, holds("t.text glob \"?\""));
    assertEquals(true, holds("t.text glob \"??\""));
    assertEquals(true, holds("t.text glob \"[é]*\""));
    assertEquals(true, holds("t.text glob \"[\\xc0-\\xff]?\""));
    assertEquals(true, holds("t.text regex \".\""));
    assertEquals(2, hex("c3a9").length());
    assertEquals(true, holds("len(t.text) = 2"));
  }

  @Test
  void caseIsThatOfAscii() throws Exception {
    fields.values.put("t.text", Text.of("aé"));
    assertEquals(true, holds("toupper(t.text) = \"Aé\""));
    assertEquals(false, holds("t.text icontains \"É\""));
    assertEquals(false, holds("t.text iglob \"*É\""));
  }

  @Test
  void regexReadsCharactersForBrokenOnes() throws Exception {
    fields.values.put("t.text", hex("78eda08079"));
    assertEquals(true, holds("t.text regex \"x...y\""), "an encoded surrogate is three");
    fields.values.put("t.text", hex("78e18079"));
    assertEquals(true, holds("t.text regex \"x.y\""), "the beginning of a character is one");
    fields.values.put("t.text", hex("780000"));
    assertEquals(true, holds("t.text regex \"x\""), "NULs at the end do not count");
    fields.values.put("t.text", hex("780079"));
    assertEquals(true, holds("t.text regex \"x.y\""));
    assertEquals(false, holds("t.text regex \"x\""));
  }

  @Test
  void transformersPassBytesOn() throws Exception {
    fields.values.put("t.text", Text.of("/f8="));
    assertEquals(true, holds("b64(t.text) = \"\\xfd\\xff\""));
    fields.values.put("t.text", hex("ff"));
    assertEquals(true, holds("concat(\"\\xfe\", t.text) = \"\\xfe\\xff\""));
    assertEquals(true, holds("join(\"\\xfd\", (t.text, \"b\")) = \"\\xff\\xfdb\""));
    assertEquals(true, holds("concat(\"a\\x00b\", t.text) = \"a\\xff\""), "a text ends at its first NUL");
    fields.values.put("t.other", hex("ff"));
    assertEquals(true, holds("t.text = val(t.other)"));
    assertEquals(true, holds("t.text = tolower(t.other)"));
    fields.values.put("t.listtext", List.of(hex("ff"), hex("fe")));
    assertEquals(true, holds("t.listtext in (\"\\xfe\", \"\\xff\", a)"));
    assertEquals(false, holds("t.listtext in (\"\\xff\", a)"));
    assertEquals(true, holds("t.listtext intersects (\"\\xff\")"));
    assertEquals(true, holds("join(\",\", t.listtext) = \"\\xff,\\xfe\""));
  }

  @Test
  void aListWithAWrongFirstEscapeIsNeverEqual() throws Exception {
    fields.values.put("t.text", Text.of("a"));
    assertEquals(false, holds("t.text in (\"\\xgg\")"));
    assertEquals(false, holds("t.text pmatch (\"\\x\")"));
    assertEquals(false, holds("t.text = oneof (\"\\q\")"));
  }
}
