package org.eyas.engine.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldProvider;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;

class StaticFieldsTest {
  private final FieldProvider provider = StaticFields.of(Map.of("site", "Bern", "rack", "7"));

  @Test
  void offersOneSuggestedFieldForEachEntryByName() {
    List<FieldDefinition> fields = provider.classes().getFirst().fields();
    assertEquals(List.of("static.rack", "static.site"), fields.stream().map(FieldDefinition::name).toList());
    assertTrue(fields.stream().allMatch(field -> field.is(Flag.SUGGESTED)));
  }

  @Test
  void hasTheSameValueInEveryEvent() {
    EventType type =
        new EventType(1, "TEST_X", "test", EventType.Direction.EXIT, "other", Set.of(), Set.of(), List.of());
    FieldUse use = new FieldCatalog(List.of(provider)).find("static.site", null).orElseThrow();
    StringBuilder text = new StringBuilder();
    assertTrue(new FieldPrinter(use).appendText(FakeEvent.of(type), text));
    assertEquals("Bern", text.toString());
  }
}
