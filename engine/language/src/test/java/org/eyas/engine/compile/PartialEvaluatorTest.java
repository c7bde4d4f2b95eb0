package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedConditionText;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code t.text} is pending; {@code t.int} is 5, {@code t.other} is "b", {@code t.listother} is (b, c). */
class PartialEvaluatorTest {
  private static final StubEvent EVENT = new StubEvent(EventSchema.current().type("GENERIC_X"));

  private final FakeFields fields = FakeFields.ofEveryKind();
  private final PartialEvaluator partial = new PartialEvaluator();

  PartialEvaluatorTest() {
    fields.values.put("t.text", Presence.PENDING);
    fields.values.put("t.listtext", Presence.PENDING);
    fields.values.put("t.uint64", Presence.PENDING);
    fields.values.put("t.double", Presence.PENDING);
    fields.values.put("t.listint", Presence.PENDING);
    fields.values.put("t.int", 5L);
    fields.values.put("t.other", Text.of("b"));
    fields.values.put("t.listother", List.of(Text.of("b"), Text.of("c")));
  }

  private TypedCondition decide(String condition) throws Exception {
    return partial.decide(ConditionChecker.check(Parser.parse(condition), fields.catalog()).expr(), EVENT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "t.text = a;open", "not t.text = a;open", "not (not t.text = a);open", "t.text exists;open", "not t.text exists;open",
      "t.text = a and t.int = 5;open", "t.text = a and t.int = 6;false", "t.text = a or t.int = 5;true",
      "t.text = a or t.int = 6;open", "not (t.text = a and t.int = 6);true", "not (t.text = a or t.int = 5);false",
      "not (t.text = a or t.int = 6);open", "not t.int = 6 and not t.text = a;open", "t.text in (a, b);open",
      "t.text pmatch (/a);open", "t.text regex 'a.*';open", "t.listtext in (a);open", "t.listtext intersects (a);open",
      "t.listint intersects (1);open", "t.uint64 > 3;open", "t.double > 3;open", "t.text = val(t.other);open",
      "t.other = val(t.text);open", "t.listother intersects val(t.listtext);open", "concat(t.other, t.text) = ba;open",
      "join('-', (t.other, t.text)) = b-a;open", "getopt(t.listtext, 'a')[a] = x;open", "len(t.text) = 1;open",
      "len(t.listtext) = 1;open", "tolower(t.text) = a;open"})
  void aConditionIsDecidedAsSoonAsNoPendingValueCanChangeIt(String condition, String expected) throws Exception {
    TypedCondition decided = decide(condition);
    assertEquals(expected, decided instanceof Always always ? String.valueOf(always.answer()) : "open");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "ka.verb = val(t.text)", "t.text = val(ka.verb)", "concat(t.text, ka.verb) exists", "concat(ka.verb, t.text) exists",
      "join(ka.verb, (t.text, 'a')) exists", "join('-', (t.text, ka.verb)) exists", "len(concat(t.text, ka.verb)) = 0"})
  void aCheckThatAlsoReadsAnAbsentValueIsFalse(String condition) throws Exception {
    assertEquals(Always.FALSE, decide(condition));
  }

  @Test
  void theResidualConsistsOfTheOpenChecks() throws Exception {
    TypedCondition residual = decide("t.int = 5 and (t.other = x or not t.text = a) and t.other in (a, b)");
    assertEquals("not t.text = \"a\"", TypedConditionText.of(residual));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "t.text = val(t.other)", "t.other = val(t.text)", "concat(t.other, t.text) = bb", "join('-', (t.int, t.text)) = 5-b",
      "t.listother in val(t.listtext)", "concat(tolower(t.text), basename(t.other)) = bb"})
  void everyOtherValueIsReadAtTheEvent(String condition) throws Exception {
    TypedCondition residual = decide(condition);
    fields.values.put("t.int", 6L);
    fields.values.put("t.other", Text.of("changed"));
    fields.values.put("t.listother", List.of(Text.of("changed")));
    fields.values.put("t.text", Text.of("b"));
    fields.values.put("t.listtext", List.of(Text.of("c"), Text.of("b")));
    assertEquals(Always.TRUE, partial.decide(residual, EVENT));
  }

  @Test
  void aValueThatCameFirstIsKeptWhileAnotherIsPending() throws Exception {
    fields.values.put("t.other", Presence.PENDING);
    TypedCondition residual = decide("concat(t.text, t.other) = ab");
    fields.values.put("t.text", Text.of("a"));
    TypedCondition later = partial.decide(residual, EVENT);
    fields.values.put("t.text", Text.of("changed"));
    fields.values.put("t.other", Text.of("b"));
    assertEquals(Always.TRUE, partial.decide(later, EVENT));
  }

  @Test
  void aPendingValueCountsAsAbsentWhenTheTimeIsOver() throws Exception {
    assertFalse(partial.holds(decide("t.text = a"), EVENT));
    assertTrue(partial.holds(decide("not t.text = a"), EVENT));
    assertFalse(partial.holds(decide("t.text exists"), EVENT));
  }
}
