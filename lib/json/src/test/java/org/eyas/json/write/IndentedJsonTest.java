package org.eyas.json.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IndentedJsonTest {
  @Test
  void writesOneValuePerLine() {
    Map<String, Object> object = new TreeMap<>();
    object.put("a", List.of(1, Map.of("x", "\"")));
    object.put("b", Arrays.asList(null, true));
    assertEquals(
        """
        {
          "a": [
            1,
            {
              "x": "\\""
            }
          ],
          "b": [
            null,
            true
          ]
        }""",
        IndentedJson.of(object));
  }

  @Test
  void writesEmptyValuesOnOneLine() {
    assertEquals("{\n  \"a\": []\n}", IndentedJson.of(Map.of("a", List.of())));
    assertEquals("{}", IndentedJson.of(Map.of()));
  }
}
