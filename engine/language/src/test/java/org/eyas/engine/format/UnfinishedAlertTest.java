package org.eyas.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code t.text} is pending at the event; {@code t.other} and {@code t.int} change after it. */
class UnfinishedAlertTest {
  private static final Event EVENT = new StubEvent(EventSchema.current().type("GENERIC_X"));

  private final FakeFields fields = FakeFields.ofEveryKind();

  private AlertWriter writer(String output, ExtraAlertField... extra) throws TemplateException {
    fields.values.put("t.text", Presence.PENDING);
    fields.values.put("t.listtext", Presence.PENDING);
    fields.values.put("t.port", Presence.PENDING);
    fields.values.put("t.other", Text.of("b"));
    fields.values.put("t.int", 5L);
    OutputTemplate template = OutputTemplate.compile(output, fields.catalog(), FalcoVersion.V0_44);
    return new AlertWriter(
        new AlertTemplate("Rule", "syscall", Priority.INFORMATIONAL, new TreeSet<>(), template, OutputTemplate.EMPTY,
            List.of(extra)),
        new FieldPrinters(FalcoVersion.V0_44),
        "evt.time");
  }

  private ExtraAlertField extra(String key, String text, boolean raw) throws TemplateException {
    return new ExtraAlertField(key, text, OutputTemplate.compile(text, fields.catalog(), FalcoVersion.V0_44), raw);
  }

  private void later() {
    fields.values.put("t.text", Text.of("a"));
    fields.values.put("t.listtext", List.of(Text.of("x"), Text.of("y")));
    fields.values.put("t.port", 80L);
    fields.values.put("t.other", Text.of("changed"));
    fields.values.put("t.int", 6L);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "text=%t.text other=%t.other int=%t.int!;text=a other=b int=5!", "%t.text%t.text;aa", "%4t.text|%4t.other|;a   |b   |",
      "%t.listtext of %t.port;(x,y) of 80", "%concat(t.text, t.other);ab", "%toupper(t.text) %toupper(t.other);A B",
      "%join('-', (t.other, t.int, t.text));b-5-a", "%len(t.listtext);2"})
  void onlyPendingValuesAreReadLater(String output, String expected) throws TemplateException {
    UnfinishedAlert open = writer(output).open(EVENT);
    assertNull(open.completed(EVENT));
    later();
    assertEquals(expected, Objects.requireNonNull(open.completed(EVENT)).message());
  }

  @Test
  void itsFieldsAreThoseOfAnAlertWhoseValuesWereThere() throws TemplateException {
    ExtraAlertField[] extras = {extra("t.port", "%t.port", true), extra("both", "%t.text and %t.other", false)};
    UnfinishedAlert open = writer("%t.text %t.other %concat(t.text, t.other) %t.int", extras).open(EVENT);
    later();
    Alert alert = Objects.requireNonNull(open.completed(EVENT));
    assertEquals("{both=a and b, evt.time=1, t.int=5, t.other=b, t.port=80, t.text=a}", alert.fields().toString());
  }

  @Test
  void aValueThatNeverCameIsMissing() throws TemplateException {
    UnfinishedAlert open = writer("%t.text %5t.port| %t.other", extra("port", "%t.port", true)).open(EVENT);
    Alert alert = open.complete(EVENT);
    assertEquals("<NA> <NA> | b", alert.message());
    assertEquals("{evt.time=1, port=null, t.other=b, t.port=null, t.text=null}", alert.fields().toString());
  }

  @Test
  void aWriterKnowsWhetherTheLastAlertLacksAPendingValue() throws TemplateException {
    AlertWriter pending = writer("%t.text");
    assertEquals("<NA>", pending.alert(EVENT).message());
    assertTrue(pending.sawPending());
    later();
    assertEquals("a", pending.alert(EVENT).message());
    assertFalse(pending.sawPending());
  }
}
