package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eyas.enricher.container.json.LenientJson;
import org.junit.jupiter.api.Test;

/** The schema that {@code --plugin-info} prints has exactly the keys that the settings accept. */
class SettingsSchemaTest {
  private static JsonObject schema() throws IOException {
    try (InputStream in = SettingsSchemaTest.class.getResourceAsStream("init_config.schema.json")) {
      assertNotNull(in);
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
    }
  }

  // A configuration with every key of the schema.
  private static JsonElement example(JsonObject schema, JsonObject part) {
    JsonObject resolved = part.has("$ref") ? schema.getAsJsonObject("definitions").getAsJsonObject("engine") : part;
    return switch (resolved.get("type").getAsString()) {
      case "object" -> {
        JsonObject object = new JsonObject();
        for (Map.Entry<String, JsonElement> key : resolved.getAsJsonObject("properties").entrySet()) {
          object.add(key.getKey(), example(schema, key.getValue().getAsJsonObject()));
        }
        yield object;
      }
      case "array" -> new JsonArray();
      case "boolean" -> JsonParser.parseString("true");
      case "integer" -> JsonParser.parseString("5");
      default -> JsonParser.parseString("\"x\"");
    };
  }

  @Test
  void everyKeyOfTheSchemaIsAccepted() throws IOException {
    JsonElement example = example(schema(), schema());
    assertEquals(List.of(), ContainerSettingsCheck.mistakes(LenientJson.parse(example.toString())));
  }

  @Test
  void aRefusalNamesNoKeyThatTheSchemaLacks() throws IOException {
    JsonObject example = example(schema(), schema()).getAsJsonObject();
    assertEquals(ContainerSettingsCheck.TOP.keySet(), example.keySet());
    assertEquals(ContainerSettingsCheck.ENGINES, example.getAsJsonObject("engines").keySet());
  }
}
