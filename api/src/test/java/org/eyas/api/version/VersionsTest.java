package org.eyas.api.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionsTest {
  /** As tools read them, of which some ask for the driver. */
  @Test
  void theTextHasFalcosLinesAndTwoMore() {
    assertEquals(
        List.of(
            "Falco version: ", "Libs version:  ", "Plugin API:    ", "Engine:        ", "Driver:", "  API version:    ",
            "  Schema version: ", "  Default driver: ", "Eyas version:  ", "Reproduces:    "),
        Versions.text("0.44").lines().map(line -> line.replaceFirst("[0-9][0-9.]*(\\+driver)?$", "")).toList());
  }

  @Test
  void theKeysAreFalcosAndTwoMore() {
    Map<String, String> all = Versions.all("0.44");
    assertEquals(
        List.of(
            "default_driver_version", "driver_api_version", "driver_schema_version", "engine_version",
            "engine_version_semver", "eyas_reproduces", "eyas_version", "falco_version", "libs_version", "plugin_api_version"),
        List.copyOf(all.keySet()));
    assertEquals("10.2.0+driver", all.get("default_driver_version"));
    assertEquals("62", all.get("engine_version"));
  }

  @Test
  void theNewestFalcoHasAnEngineOfItsOwn() {
    Map<String, String> all = Versions.all("newest");
    assertEquals("63", all.get("engine_version"));
    assertEquals("0.63.0", all.get("engine_version_semver"));
    assertEquals("master of 2026-07-31", all.get("eyas_reproduces"));
    assertEquals("0.44.1", all.get("falco_version"));
  }
}
