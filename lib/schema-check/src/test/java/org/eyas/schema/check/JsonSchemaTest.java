package org.eyas.schema.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static final Map<String, Object> DOCUMENT =
      Map.of(
          "$schema", "http://json-schema.org/draft-06/schema#",
          "$ref", "#/definitions/Shop",
          "definitions",
          Map.of(
              "Shop",
              Map.of(
                  "type", "object",
                  "additionalProperties", false,
                  "properties",
                  Map.of(
                      "open", Map.of("type", "boolean"),
                      "size", Map.of("type", "integer", "minimum", 0, "maximum", "10"),
                      "rate", Map.of("type", "number"),
                      "kind", Map.of("type", "string", "enum", List.of("big", "small")),
                      "goods", Map.of("type", "array", "items", Map.of("$ref", "#/definitions/Good")),
                      "owner", Map.of("anyOf", List.of(Map.of("type", "null"), Map.of("type", "object"))),
                      "place",
                      Map.of(
                          "oneOf",
                          List.of(
                              Map.of("type", "string"),
                              Map.of("type", "object", "required", List.of("street")))),
                      "labels",
                      Map.of("type", "object", "additionalProperties", Map.of("type", "string"))),
                  "title", "Shop"),
              "Good",
              Map.of(
                  "type", "object",
                  "properties", Map.of("name", Map.of("type", "string")),
                  "minProperties", 1,
                  "required", List.of("name"))));

  private final JsonSchema schema = JsonSchema.of(DOCUMENT);

  private String status(String key, Object value) {
    return schema.status(Map.of(key, value));
  }

  @Test
  void scalarsAreJudgedByTheirText() {
    assertEquals("ok", schema.status(Map.of("open", "true", "size", "7", "rate", ".03", "kind", "big")));
    assertEquals("failed for <root>[open]: Value type not permitted by 'type' constraint.", status("open", "on"));
    assertEquals("failed for <root>[size]: Value type not permitted by 'type' constraint.", status("size", "7x"));
    assertEquals("failed for <root>[size]: Value type not permitted by 'type' constraint.", status("size", ""));
    assertEquals("failed for <root>[rate]: Value type not permitted by 'type' constraint.", status("rate", "fast"));
    assertEquals("failed for <root>[kind]: Failed to match against any enum values.", status("kind", "BIG"));
    assertEquals(
        "failed for <root>[size]: Expected number less than or equal to 10.", status("size", "99999999999"));
    assertEquals("failed for <root>[size]: Expected number greater than or equal to 0.", status("size", "-1"));
  }

  @Test
  void aKeyThatIsNotNamedIsAFaultWhereOthersAreForbidden() {
    assertEquals(
        "failed for <root>: Object contains a property that could not be validated using 'properties' or"
            + " 'additionalProperties' constraints: 'oppen'.",
        status("oppen", "true"));
    assertEquals("ok", status("goods", List.of(Map.of("name", "a", "weight", List.of()))));
  }

  @Test
  void placesLeadThroughListsAndDefinitions() {
    assertEquals("ok", status("goods", List.of()));
    assertEquals(
        "failed for <root>[goods][1]: Missing required property 'name'.",
        status("goods", List.of(Map.of("name", "a"), Map.of("nom", "b"))));
    assertEquals(
        "failed for <root>[goods][0]: Object should have no fewer than 1 properties.",
        status("goods", List.of(Map.of())));
    assertEquals(
        "failed for <root>[goods]: Value type not permitted by 'type' constraint.", status("goods", "bread"));
    assertEquals(
        "failed for <root>[labels][a]: Value type not permitted by 'type' constraint.",
        status("labels", Map.of("a", List.of("b"))));
  }

  @Test
  void oneOfSeveralSchemasIsEnough() {
    assertEquals("ok", status("owner", ""));
    assertEquals("ok", status("owner", Map.of("name", "x")));
    assertEquals("ok", status("place", "here"));
    assertEquals("ok", status("place", Map.of("street", "x")));
    assertEquals(
        List.of(
            new SchemaFault("<root>[owner]", "Value type not permitted by 'type' constraint."),
            new SchemaFault("<root>[owner]", "Failed to validate against child schema #0."),
            new SchemaFault("<root>[owner]", "Value type not permitted by 'type' constraint."),
            new SchemaFault("<root>[owner]", "Failed to validate against child schema #1."),
            new SchemaFault(
                "<root>[owner]", "Failed to validate against any child schemas allowed by anyOf constraint."),
            new SchemaFault("<root>", "Failed to validate against schema associated with property name 'owner'.")),
        schema.check(Map.of("owner", "me")));
  }

  @Test
  void aFaultInsideIsAFaultOfAllThatIsAroundIt() {
    assertEquals(
        List.of(
            new SchemaFault("<root>[goods][1]", "Missing required property 'name'."),
            new SchemaFault("<root>[goods]", "Failed to validate item #1 in array."),
            new SchemaFault("<root>", "Failed to validate against schema associated with property name 'goods'.")),
        schema.check(Map.of("goods", List.of(Map.of("name", "a"), Map.of("weight", "3")))));
  }

  @Test
  void moreThanOneOfThoseThatExcludeEachOtherIsAFault() {
    Map<String, Object> text = Map.of("type", "string");
    assertEquals(
        "failed for <root>: Failed to validate against exactly one child schema.",
        JsonSchema.of(Map.of("oneOf", List.of(text, Map.of("type", "integer")))).status("5"));
  }

  @Test
  void anEmptyFileIsAnEmptyObjectOnlyWhereItIsWrittenSo() {
    assertEquals("ok", schema.status(Map.of()));
    assertEquals("ok", schema.status(List.of()));
    assertEquals("failed for <root>: Value type not permitted by 'type' constraint.", schema.status(""));
  }

  @Test
  void aSchemaThatAsksForMoreThanIsCheckedIsRefused() {
    assertThrows(SchemaException.class, () -> JsonSchema.of(Map.of("pattern", "a+")));
    assertThrows(SchemaException.class, () -> JsonSchema.of(Map.of("type", "text")));
    assertThrows(SchemaException.class, () -> JsonSchema.of(Map.of("anyOf", List.of("text"))));
    JsonSchema dangling = JsonSchema.of(Map.of("$ref", "#/definitions/None"));
    assertThrows(SchemaException.class, () -> dangling.check(Map.of()));
  }
}
