package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.data.Text;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
  private final FakeFields fields = FakeFields.ofEveryKind();

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
  void noTestHoldsForAnAbsentValueExceptANegation(String condition) throws Exception {
    assertFalse(test(condition));
    assertTrue(test("not " + condition));
  }

  @Test
  void aPendingValueIsAbsent() throws Exception {
    fields.values.put("t.text", org.eyas.api.data.Text.PENDING);

    assertFalse(test("t.text exists"));
    assertFalse(test("t.text = ''"));
  }

  @Test
  void aByteThatIsNotUtf8CountsAsOneCharacter() throws Exception {
    fields.values.put("t.text", Text.copyOf(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'}));

    assertTrue(test("t.text regex 'a..b'"));
  }

  private boolean test(String condition) throws Exception {
    return new BothBackEnds(ConditionChecker.check(Parser.parse(condition), fields.catalog())).holds();
  }
}
