package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.config.ConfigurationKeys;
import org.eyas.config.key.KeyTable;
import org.junit.jupiter.api.Test;

class ConfigurationKeysTest {
  private static Map<String, ConfigurationKey> keys(DefaultsProfile whose) {
    return ConfigurationKeys.of(KeyTable.all(), whose).stream()
        .collect(Collectors.toMap(ConfigurationKey::name, Function.identity()));
  }

  @Test
  void aKeyHasItsShapeItsLimitsAndItsDescription() {
    Map<String, ConfigurationKey> keys = keys(DefaultsProfile.EYAS);
    ConfigurationKey kind = keys.get("engine.kind");
    assertEquals(Shape.CHOICE, kind.shape());
    assertTrue(kind.choices().contains("modern_ebpf"), kind.toString());
    assertEquals("auto", kind.standard());
    ConfigurationKey port = keys.get("webserver.listen_port");
    assertEquals(Shape.NUMBER, port.shape());
    assertEquals("a whole number from 0 to 65535", port.expected());
    assertEquals("Listen on this TCP port.", port.description());
    assertEquals(List.of("org.eyas.web"), port.pids());
    assertEquals(Shape.MAP, keys.get("eyas.http_output.headers").shape());
    assertEquals(Shape.ENTRIES, keys.get("eyas.http_outputs").shape());
    assertFalse(keys.get("plugins_hostinfo").works());
  }

  @Test
  void oldNamesAreMissingAndDefaultsAreThoseOfTheFile() {
    assertFalse(keys(DefaultsProfile.EYAS).containsKey("rules_file"));
    assertEquals("true", keys(DefaultsProfile.EYAS).get("stdout_output.enabled").standard());
    assertEquals("false", keys(DefaultsProfile.FALCO).get("stdout_output.enabled").standard());
  }
}
