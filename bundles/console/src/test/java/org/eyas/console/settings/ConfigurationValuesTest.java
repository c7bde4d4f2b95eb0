package org.eyas.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.junit.jupiter.api.Test;

class ConfigurationValuesTest {
  private static final String TEXT =
      """
      a: {b: one, list: [x, y z]}
      a.b: other
      entries:
        - {name: first, headers: {X: 1, "k.l": 2}}
        - name: |
            two
            lines
      """;

  @Test
  void aValueListOrMapIsOneLinePerElement() throws Exception {
    ConfigurationValues values = ConfigurationValues.of(TEXT);
    assertEquals("x\ny z", values.lines("a.list"));
    assertEquals("X: 1\nk.l: 2", values.lines("entries[0].headers"));
    assertEquals(2, values.size("entries"));
    assertEquals(0, values.size("a"));
    assertTrue(values.has("entries[0].name") && !values.has("entries[0].nam") && !values.has("c"));
    assertTrue(values.areLines("entries[0].name"));
    assertFalse(values.areLines("entries[1].name"));
  }

  @Test
  void aShownValueHasNoSecret() throws Exception {
    assertEquals("Authorization: (hidden 1)",
        ConfigurationValues.redactedValue("eyas.http_output.headers", "{Authorization: s3cret}"));
    assertEquals("(hidden 1)", ConfigurationValues.redactedValue("http_output.url", "\"http://u:p@host/\""));
    assertEquals("http://host/", ConfigurationValues.redactedValue("http_output.url", "\"http://host/\""));
    assertEquals("", ConfigurationValues.redactedValue("rules", "[]"));
  }

  @Test
  void whatAPersonTypesIsReadBackAsTheSameValue() throws Exception {
    for (String typed : new String[] {"", "null", "~", "a: b", "- x", "#", "\"", "\\", "é\u202e\ud83d\ude00", "true", "{a}",
        "0x1"}) {
      assertEquals(typed, ConfigurationValues.of("k: [" + FormValue.yaml(Shape.TEXT, typed) + "]").lines("k"), typed);
    }
    assertEquals("{X-A: 1, \"b c\": \"d: e\"}", FormValue.yaml(Shape.MAP, " X-A : 1\n\nb c: d: e\n"));
    assertEquals("[]", FormValue.yaml(Shape.TEXTS, "\n"));
    assertThrows(RefusedException.class, () -> FormValue.yaml(Shape.MAP, "novalue"));
  }
}
