package org.eyas.fields.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FieldProviderContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the fields of JSON under both names, and the contract of all field providers. */
class JsonFieldsTest extends FieldProviderContract {
  private static final EventType PLUGIN_EVENT =
      new EventType(322, "PLUGINEVENT_E", "pluginevent", EventType.Direction.ENTER, "other", Set.of(), Set.of(), List.of());
  private static final String EVENT =
      "{ \"verb\": \"get\", \"user\": {\"groups\": [\"a\", \"b\"], \"n\": 12.0}, \"a/b\": true, \"none\": null, \"x\": \"\\u003cx>\" }";

  @Override
  protected FieldProvider provider() {
    return new JsonFields();
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(event(EVENT), event("{\"verb\":"), event("plain text"), event(""), FakeEvent.of(anyType(), 1, EVENT));
  }

  private static FakeEvent event(String payload) {
    return FakeEvent.of(PLUGIN_EVENT, 1, payload);
  }

  private String read(String name, @Nullable String argument, FakeEvent event) {
    FieldProvider provider = provider();
    FieldDefinition field =
        provider.classes().getFirst().fields().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Bytes value = ((FieldReader.OfBytes) provider.reader(field, argument)).read(event);
    return value.isPresent() ? value.toString() : "none";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '!',
      value = {
          "/verb get", "verb get", "/user/groups/1 b", "/user/groups [\"a\",\"b\"]",
          "/user {\"groups\":[\"a\",\"b\"],\"n\":12.0}",
          "/user/n 12.0", "/a~1b true", "/none null", "/x <x>", "/verb/0 none", "/user/groups/2 none", "/nothing none"})
  void valueIsReadByPointer(String pointer, String expected) {
    assertEquals(expected, read("json.value", pointer, event(EVENT)));
    assertEquals(expected, read("jevt.value", pointer, event(EVENT)));
  }

  @Test
  void objectIsTheWholeEventIndented() {
    assertEquals("{\n  \"a\": [\n    1\n  ]\n}", read("jevt.obj", null, event("{\"a\":[1]}")));
    assertTrue(read("json.obj", null, event(EVENT)).contains("\n  \"verb\": \"get\",\n"));
  }

  @Test
  void rawTimeIsThatOfTheEvent() {
    FakeEvent event = event("{}");
    event.timestampNanos = 1_540_476_552_123_456_789L;
    assertEquals("1540476552123456789", read("jevt.rawtime", null, event));
    assertEquals("1540476552123456789", read("json.rawtime", null, event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json.obj", "json.rawtime", "jevt.obj", "jevt.rawtime"})
  void eventThatIsNotJsonHasNoValues(String field) {
    assertEquals("none", read(field, null, event("GET /index.html")));
    assertEquals("none", read(field, null, event("{\"truncated")));
    assertEquals("none", read(field, null, FakeEvent.of(anyType(), 1, EVENT)));
  }

  @Test
  void missingPointerIsExplained() {
    FieldProvider provider = provider();
    FieldDefinition field = provider.classes().getFirst().fields().getFirst();
    assertEquals(
        "json.value needs a JSON pointer in brackets, such as json.value[/user/username]",
        assertThrows(IllegalArgumentException.class, () -> provider.reader(field, null)).getMessage());
  }
}
