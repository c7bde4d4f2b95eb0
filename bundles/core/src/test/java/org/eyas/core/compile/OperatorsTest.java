package org.eyas.core.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.core.check.Checked;
import org.eyas.core.check.Checker;
import org.eyas.core.check.EventCodes;
import org.eyas.core.check.FakeFields;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.syntax.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
  private final FakeFields fields = FakeFields.ofEveryKind();

  @ParameterizedTest
  @CsvFileSource(resources = "operators.csv", delimiter = ';', quoteCharacter = '`')
  void comparesAsFalcoDoes(String condition, String field, String value, boolean expected) throws Exception {
    Values.put(fields, field, value == null ? "" : value);

    assertEquals(expected, test(condition));
    assertEquals(!expected, test("not (" + condition + ")"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "t.text exists", "t.text = a", "t.text = ''", "t.text != a", "t.text < 9", "t.text in (a, b)", "t.text glob *",
    "t.text regex '.*'", "t.text pmatch (/)", "t.text != allof (a, b)", "t.text startswith ''", "t.int exists",
    "t.int = 0", "t.int != 5", "t.int < 9", "t.int in (0)", "t.bool = false", "t.bool != true", "t.double != 1",
    "t.ip != 1.2.3.4", "t.net != 10.0.0.0/8", "t.endip exists", "t.endip != 1.2.3.4", "t.endport != 80",
    "t.anytext exists", "t.anytext != a", "t.listtext exists", "t.listtext in (a)", "t.listint intersects (1)",
    "evt.buffer != 00", "len(t.text) = 0", "len(t.listtext) = 0", "tolower(t.text) != a", "b64(t.text) != a",
    "t.text = val(t.other)", "t.text != val(t.other)", "t.listtext in val(t.listother)",
    "concat(t.text, 'a') != b", "join('-', (t.text, 'a')) != b", "getopt(t.listtext, 'a')[a] != b"})
  void nothingHoldsForAnAbsentValueButItsNegation(String condition) throws Exception {
    assertFalse(test(condition));
    assertTrue(test("not " + condition));
  }

  @Test
  void comparesTwoFields() throws Exception {
    Values.put(fields, "t.text", "/usr/bin/cat");
    Values.put(fields, "t.other", "/bin/");
    assertTrue(test("t.text contains val(t.other)"));
    assertFalse(test("t.text startswith val(t.other)"));
    assertTrue(test("t.text > val(t.other)"));
    assertTrue(test("t.text != val(t.other)"));
    assertTrue(test("basename(t.text) = concat('c', 'at')"));
    Values.put(fields, "t.listtext", "a,b");
    Values.put(fields, "t.listother", "b,c,a");
    assertTrue(test("t.listtext in val(t.listother)"));
    assertFalse(test("t.listother in val(t.listtext)"));
    assertTrue(test("t.listother intersects val(t.listtext)"));
  }

  @Test
  void aPendingValueIsAbsent() throws Exception {
    fields.values.put("t.text", org.eyas.api.data.Bytes.PENDING);

    assertFalse(test("t.text exists"));
    assertFalse(test("t.text = ''"));
  }

  @Test
  void aByteThatIsNoUtf8CountsAsOneCharacter() throws Exception {
    fields.values.put("t.text", Text.copyOf(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'}));

    assertTrue(test("t.text regex 'a..b'"));
  }

  private boolean test(String condition) throws Exception {
    Checked checked = Checker.check(Parser.parse(condition), fields.catalog());
    BitSet all = EventCodes.all();
    RuleIndex index = RuleIndex.of(List.of(new RuleIndex.Rule(7, checked.expr(), all)));
    StubEvent event = new StubEvent(EventSchema.current().type("GENERIC_X"));
    Frame frame = index.newFrame(event);
    frame.begin(event);
    Hits hits = new Hits();
    index.rules(event.type().code()).match(frame, hits);
    return hits.size() == 1;
  }
}
