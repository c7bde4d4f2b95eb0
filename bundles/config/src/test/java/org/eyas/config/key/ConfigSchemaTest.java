package org.eyas.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.eyas.schema.check.JsonSchema;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
  private final JsonSchema schema = JsonSchema.of(ConfigSchema.document(KeyTable.all()));

  @Test
  void aGoodFileIsOk() {
    assertEquals("ok", schema.status(Map.of("falco_libs", Map.of("thread_table_size", "50"))));
    assertEquals("ok", schema.status(Map.of("config_files", List.of("a", Map.of("path", "b", "strategy", "append")))));
    assertEquals("ok", schema.status(Map.of("append_output", List.of(Map.of("extra_fields", List.of("a", Map.of("b", "c")))))));
    assertEquals("ok", schema.status(Map.of("plugins", List.of(Map.of("name", "x", "init_config", "")))));
  }

  @Test
  void aWrongKeyFailsAtItsPlace() {
    assertEquals(unknown("<root>", "falco_libss"), schema.status(Map.of("falco_libss", Map.of("thread_table_size", "50"))));
    assertEquals(
        unknown("<root>[falco_libs]", "thread_table_sizeee"),
        schema.status(Map.of("falco_libs", Map.of("thread_table_sizeee", "50"))));
    assertEquals(
        unknown("<root>[plugins][0]", "nom"), schema.status(Map.of("plugins", List.of(Map.of("nom", "x")))));
  }

  private static String unknown(String place, String key) {
    return "failed for " + place + ": Object contains a property that could not be validated using 'properties' or"
        + " 'additionalProperties' constraints: '" + key + "'.";
  }

  @Test
  void aWrongTypeOrValueFails() {
    String type = ": Value type not permitted by 'type' constraint.";
    assertEquals("failed for <root>[falco_libs]" + type, schema.status(Map.of("falco_libs", "512")));
    assertEquals("failed for <root>[json_output]" + type, schema.status(Map.of("json_output", "on")));
    assertEquals(
        "failed for <root>[capture][mode]: Failed to match against any enum values.",
        schema.status(Map.of("capture", Map.of("mode", "none"))));
    assertEquals(
        "failed for <root>[capture][max_file_size_mb]: Expected number less than or equal to 1048576.",
        schema.status(Map.of("capture", Map.of("max_file_size_mb", "99999999999"))));
  }
}
