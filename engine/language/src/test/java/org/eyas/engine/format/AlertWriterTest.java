package org.eyas.engine.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertWriterTest {
  private static final Event EVENT = event(1_700_000_000_123_456_789L);

  private static Event event(long timestampNanos) {
    EventType type =
        new EventType(1, "TEST_X", "test", EventType.Direction.EXIT, "other", Set.of(), Set.of(), List.of());
    FakeEvent event = FakeEvent.of(type);
    event.timestampNanos = timestampNanos;
    return event;
  }

  private static Alert alert(String output, ExtraAlertField... extra) throws TemplateException {
    return alert(output, OutputTemplate.EMPTY, extra);
  }

  private static Alert alert(String output, OutputTemplate addition, ExtraAlertField... extra) throws TemplateException {
    AlertTemplate template =
        new AlertTemplate(
            "Rule",
            "syscall",
            Priority.WARNING,
            new TreeSet<>(List.of("b", "a")),
            OutputTemplate.compile(output, TestFields.CATALOG, FalcoVersion.V0_44),
            addition,
            List.of(extra));
    return new AlertWriter(template, new FieldPrinters(FalcoVersion.V0_44), "evt.time").alert(EVENT);
  }

  private static ExtraAlertField extra(String key, String text, boolean raw) throws TemplateException {
    return new ExtraAlertField(key, text, OutputTemplate.compile(text, TestFields.CATALOG, FalcoVersion.V0_44), raw);
  }

  @Test
  void fillsInTheValuesOfFields() throws TemplateException {
    assertEquals("name proc.name pid 42!", alert("name %proc.name pid %proc.pid!").message());
  }

  @Test
  void printsMissingValues() throws TemplateException {
    Alert alert = alert("user=%user.name");
    assertEquals("user=<NA>", alert.message());
    assertTrue(alert.fields().containsKey("user.name"));
    assertNull(alert.fields().get("user.name"));
  }

  @ParameterizedTest
  @CsvSource({"proc.pid,name proc.name pid=42", "proc.zero,name proc.name", "user.missing,name proc.name"})
  void anAdditionIsThereOnlyWithAValueOtherThanZero(String field, String expected) throws TemplateException {
    Alert alert = alert("name %proc.name", OutputTemplate.compile(" pid=%" + field, TestFields.CATALOG, FalcoVersion.V0_44));
    assertEquals(expected, alert.message());
    assertEquals(field.equals("proc.pid"), alert.fields().containsKey(field));
  }

  @Test
  void padsAndTruncatesToAWidth() throws TemplateException {
    assertEquals("42   |proc|<NA>  |", alert("%5proc.pid|%4proc.name|%6user.name|").message());
  }

  @Test
  void printsTransformersAndCarriesTheirFields() throws TemplateException {
    Alert alert = alert("%toupper(proc.name) %5len(proc.name)|");
    assertEquals("PROC.NAME 9    |", alert.message());
    assertEquals("{evt.time=1700000000123456789, proc.name=proc.name}", alert.fields().toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "%tolower(proc.name);proc.name", "%basename(evt.arg.x);x", "%b64(concat('aGk', '='));hi", "%entropy('abcd');200",
      "%len(proc.name);9",
      "%join('-', (proc.name, proc.pid));proc.name-42", "%concat(proc.name, '!');proc.name!",
      "%getopt(('-a', '-b', 'x'), 'ab:')[b];x", "%getopt(('-a', '-b', 'x'), 'ab:');(a,b,x)",
      "%toupper(user.name);<NA>", "%len(concat(proc.name, user.name));<NA>"})
  void printsEveryTransformer(String output, String expected) throws TemplateException {
    assertEquals(expected, alert(output).message());
  }

  @Test
  void aLineBreakOfTheTemplateIsPrintedUnchanged() throws TemplateException {
    assertEquals("a\nproc.name\n", alert("a\n%proc.name\n").message());
  }

  @Test
  void carriesTheFieldsOfTheOutputAndTheTime() throws TemplateException {
    Alert alert = alert("%proc.pid %proc.aname[2] %evt.arg.flags %proc.pid");
    assertEquals(
        "{evt.arg.flags=evt.arg/flags, evt.time=1700000000123456789, proc.aname[2]=proc.aname/2, proc.pid=42}",
        alert.fields().toString());
    assertEquals(42L, alert.fields().get("proc.pid"));
    assertEquals(1_700_000_000_123_456_789L, alert.timestampNanos());
  }

  @Test
  void carriesThePropertiesOfTheRule() throws TemplateException {
    Alert alert = alert("x");
    assertEquals("Rule", alert.rule());
    assertEquals("syscall", alert.source());
    assertEquals(Priority.WARNING, alert.priority());
    assertEquals(List.of("a", "b"), List.copyOf(alert.tags()));
  }

  @Test
  void carriesExtraFieldsAsTextOrWithTheirOwnValue() throws TemplateException {
    Alert alert = alert("x", extra("proc.pid", "%proc.pid", true), extra("text", "pid %proc.pid %user.name", false));
    assertEquals("{evt.time=1700000000123456789, proc.pid=42, text=pid 42 <NA>}", alert.fields().toString());
    assertEquals(42L, alert.fields().get("proc.pid"));
    assertEquals("x", alert.message());
  }
}
