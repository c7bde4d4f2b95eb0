package org.eyas.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTypeTest {
  private static boolean fits(String type, Object value) {
    return KeyTypeParser.parse(type).fits(value);
  }

  @Test
  void flagsAreYamlsWordsInThreeCases() {
    for (String word : List.of("true", "True", "TRUE", "yes", "on", "y", "Y", "no", "Off", "FALSE", "n")) {
      assertTrue(fits("flag", word), word);
    }
    for (String word : List.of("tRue", "1", "0", "", "perhaps", "yess")) {
      assertFalse(fits("flag", word), word);
    }
    assertEquals(true, YamlScalar.flag("On"));
    assertEquals(false, YamlScalar.flag("NO"));
  }

  @Test
  void numbersHaveBounds() {
    assertTrue(fits("whole(1..10)", "10"));
    assertTrue(fits("whole(1..10)", "0x0A"));
    assertFalse(fits("whole(1..10)", "11"));
    assertFalse(fits("whole(1..10)", "1.5"));
    assertFalse(fits("whole(1..10)", "#1"));
    assertFalse(fits("whole(1..10)", List.of("1")));
    assertTrue(fits("decimal(0..1)", ".03333"));
    assertTrue(fits("decimal(0..1)", "1e-3"));
    assertFalse(fits("decimal(0..1)", "1.1"));
    assertFalse(fits("decimal(0..1)", "NaN"));
    assertFalse(fits("decimal(0..1)", "0.5d"));
    assertEquals("a whole number from 1 to 10", KeyTypeParser.parse("whole(1..10)").expected());
  }

  @Test
  void choicesMayIgnoreCase() {
    assertTrue(fits("one(first,all)~", "FIRST"));
    assertFalse(fits("one(first,all)", "FIRST"));
    assertTrue(KeyTypeParser.parse("one(a,b)~!").refused());
    assertEquals("one of a, b", KeyTypeParser.parse("one(a,b)").expected());
  }

  @Test
  void listsAndMapsHoldWhatTheyShould() {
    assertTrue(fits("texts", List.of("a", "b")));
    assertTrue(fits("texts", "a"));
    assertFalse(fits("texts", List.of(Map.of())));
    assertTrue(fits("maps", List.of(Map.of("a", "b"))));
    assertFalse(fits("maps", "a"));
    assertTrue(fits("texts-or-maps", List.of("a", Map.of("path", "b"))));
    assertTrue(fits("fields", List.of("ka.verb", Map.of("a", "b"))));
    assertFalse(fits("fields", List.of(Map.of("a", "b", "c", "d"))));
    assertTrue(fits("map", Map.of("a", "b")));
    assertFalse(fits("map", Map.of("a", List.of())));
    assertTrue(fits("map-or-text", Map.of("a", List.of())));
    assertTrue(fits("map-or-text", "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "127.0.0.1", "0.0.0.0", "9.255.255.255", "223.255.255.255", "::", "::1",
          "1200:0000:AB00:1234:0000:2552:7777:1313", "1200::AB00:1234:0000:2552:7777:1313",
          "1200:0000:AB00:1234::2552:7777:1313", "21DA:D3:0:2F3B:2AA:FF:FE28:9C5A", "::ffff:10.0.0.1", "fe80::1%eth0",
      })
  void addressesAreLiterals(String address) {
    assertTrue(fits("address", address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "327.0.0.1", "1.1.1.327", "12 7.0.0.1", "127.0.0. 1", "!27.0.0.1", "127.0.0", "1.2.3.4.5", "01.2.3.4", "", "localhost",
          "1200: 0000:AB00:1234:0000:2552:7777:1313", "1200:0000:AB00:1234:0000:2552:7777:131G",
          "1200:0000:AB00:1234:0O00:2552:7777:1313", "12O0:0000:AB00:1234:0000:2552:7777:1313", "1:2:3", ":::",
      })
  void whatIsNoAddressIsRefused(String address) {
    assertFalse(fits("address", address));
  }
}
