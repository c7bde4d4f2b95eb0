package org.eyas.enricher.container.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {
  @Test
  void partsAreReadByTheirPath() throws IOException {
    LenientJson json =
        LenientJson.parse("{\"a\":{\"b\":\"x\",\"n\":null},\"list\":[1,\"y\"],\"flag\":true,\"number\":42,\"part\":1.5}");
    assertEquals("x", json.at("a", "b").text());
    assertEquals(List.of("1", "y"), json.at("list").texts());
    assertTrue(json.at("flag").isTrue());
    assertEquals("42", json.at("number").text());
    assertEquals("1.5", json.at("part").text());
    assertEquals(Map.of("b", "x"), json.at("a").textMembers());
  }

  @Test
  void partsThatAreMissingOrOfAnotherTypeAreEmpty() throws IOException {
    LenientJson json = LenientJson.parse("{\"a\":[1],\"n\":null}");
    assertEquals("", json.at("a", "b", "c").text());
    assertEquals("", json.at("a").text());
    assertFalse(json.at("n").isPresent());
    assertEquals(List.of(), json.at("x").elements());
    assertEquals(Map.of(), json.at("a").members());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"a\":}", "[1,"})
  void otherTextsAreRejected(String text) {
    assertThrows(IOException.class, () -> LenientJson.parse(text));
  }

  @Test
  void deepNestingIsRejectedWithoutOverflow() {
    assertThrows(IOException.class, () -> LenientJson.parse("[".repeat(100_000)));
  }

  @Test
  void itIsWrittenAsItWasRead() throws IOException {
    String text = "{\"ips\":[{\"address\":\"10.0.0.1/24\",\"n\":1,\"ok\":true}]}";
    assertEquals(text, LenientJson.parse(text).toString());
  }
}
