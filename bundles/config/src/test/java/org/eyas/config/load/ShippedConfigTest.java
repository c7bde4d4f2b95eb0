package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyState;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;

/** The shipped configuration file, read as a user's. */
class ShippedConfigTest {
  private static final String FILE = "../../dist/src/main/dist/etc/eyas.yaml";

  @Test
  void shippedFileIsReadWithoutMessages() throws ConfigException {
    ConfigLoader loader = new ConfigLoader(name -> null, List.of());
    loader.load(FILE, List.of());
    assertEquals(List.of(), loader.warnings());
    assertTrue(loader.statuses().values().stream().allMatch("ok"::equals), loader.statuses().toString());
  }

  @Test
  void shippedFileHasTheBuiltInDefaults() throws ConfigException {
    ConfigTree file = new ConfigLoader(name -> null, List.of()).load(FILE, List.of());
    ConfigTree builtIn = new ConfigLoader(name -> null, List.of()).load("", List.of());
    for (KeyDefinition key : KeyTable.all().keys()) {
      if (key.isCurrent() && !key.name().contains("[]")) {
        assertNotNull(file.valueAt(key.name()), key.name());
        assertEquals(builtIn.valueAt(key.name()), file.valueAt(key.name()), key.name());
      }
    }
  }
}
