package org.example.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

/** Tests the values of the fields, and the contract of all field providers. */
class WeblogFieldsTest extends FieldProviderContract {
  private static final String LINE = "192.0.2.7 - anna [10/Oct/2025:13:55:36 +0000] \"GET /admin?x=1 HTTP/1.1\" 403 153";

  @Override
  protected FieldProvider provider() {
    return new WeblogFields();
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(eventOf(LINE), eventOf(""), eventOf("\""), eventOf("no log at all"), FakeEvent.of(anyType()));
  }

  private static FakeEvent eventOf(String line) {
    return FakeEvent.of(anyType(), 0, line);
  }

  private FieldReader reader(String name) {
    FieldDefinition field =
        provider().classes().getFirst().fields().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return provider().reader(field, null);
  }

  private String text(String name, String line) {
    Bytes value = ((FieldReader.OfBytes) reader(name)).read(eventOf(line));
    return value.isPresent() ? value.toString() : "none";
  }

  private Presence status(String line, NumberCell cell) {
    return ((FieldReader.OfNumber) reader("weblog.status")).read(eventOf(line), cell);
  }

  @Test
  void eachFieldIsItsPartOfTheLine() {
    assertEquals("192.0.2.7", text("weblog.client", LINE));
    assertEquals("anna", text("weblog.user", LINE));
    assertEquals("GET", text("weblog.method", LINE));
    assertEquals("/admin?x=1", text("weblog.path", LINE));
    assertEquals(LINE, text("weblog.line", LINE));
    NumberCell cell = new NumberCell();
    assertEquals(Presence.PRESENT, status(LINE, cell));
    assertEquals(403, cell.value);
  }

  @Test
  void whatIsNotThereHasNoValue() {
    assertEquals("none", text("weblog.user", "192.0.2.7 - - [x] \"GET / HTTP/1.1\" 200 1"));
    assertEquals("none", text("weblog.path", "no log at all"));
    assertEquals(Presence.ABSENT, status("no log at all", new NumberCell()));
    assertEquals(Presence.ABSENT, status("a \"b c\" 12345", new NumberCell()));
  }
}
