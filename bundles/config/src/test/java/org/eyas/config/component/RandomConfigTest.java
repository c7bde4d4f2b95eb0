package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any configuration is either accepted or rejected with a message. */
class RandomConfigTest {
  private static final List<String> VALUES =
      List.of(
          "", "~", "true", "On", "5", "-1", "1e9", ".5", "text", "[]", "{}", "[a, b]", "[[a], {b: c}]", "{a: b}", "{a: {b: [c]}}",
          "[{a: b}]", "'${HOME}'", "${", "0x", "*x", "&a [*a]", "\"\\0\"", "[{name: x}]", "[{enable: {rule: x}}]", "é", "'", "|");

  @TempDir Path folder;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int taken;
  private int refused;

  @BeforeEach
  void tellSeed() {
    System.out.println("RandomConfigTest: seed " + seed);
  }

  private void read(byte[] file, String... overrides) throws IOException {
    Path path = Files.write(folder.resolve("c.yaml"), file);
    ConfigLoader loader = new ConfigLoader(name -> "x", List.of());
    try {
      ConfigTree tree = loader.load(path.toString(), List.of(overrides));
      assertNotNull(new ComponentConfigurations(tree, new LaunchProperties(name -> null), Map.of()).byPid());
      taken++;
    } catch (ConfigException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
      refused++;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ", " + List.of(overrides) + ":\n" + new String(file, StandardCharsets.UTF_8), e);
    }
  }

  @Test
  void anyValueOfAnyKeyIsTakenOrRefused() throws IOException {
    for (KeyDefinition key : KeyTable.all().keys()) {
      for (int n = 0; n < 6; n++) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String[] names = key.name().split("\\.");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
          boolean list = names[i].endsWith("[]");
          text.append("\n").append("    ".repeat(i)).append(i > 0 && names[i - 1].endsWith("[]") ? "  " : "");
          text.append(names[i].replace("[]", "")).append(": ");
          if (list) {
            text.append("\n").append("    ".repeat(i)).append("  -");
          }
        }
        read(text.append(value).append("\n").toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    assertTrue(taken > 200 && refused > 50, taken + " taken, " + refused + " refused");
  }

  @Test
  void damagedFilesAreTakenOrRefused() throws IOException {
    byte[] shipped = Files.readAllBytes(Path.of("../../dist/src/main/dist/etc/eyas.yaml"));
    for (int i = 0; i < 300; i++) {
      byte[] damaged = shipped.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) " \n:-[]{}#'\"&*!|>%@`aé0".charAt(random.nextInt(21));
      }
      read(damaged);
    }
    assertTrue(taken > 10, taken + " taken, " + refused + " refused");
  }

  @Test
  void anyOverrideIsTakenOrRefused() throws IOException {
    List<KeyDefinition> keys = KeyTable.all().keys();
    for (int i = 0; i < 400; i++) {
      StringBuilder override = new StringBuilder(keys.get(random.nextInt(keys.size())).name());
      for (int j = random.nextInt(3); j > 0; j--) {
        override.insert(random.nextInt(override.length() + 1), ".[]\\0=a{".charAt(random.nextInt(8)));
      }
      String value = VALUES.get(random.nextInt(VALUES.size()));
      read("rules_files: [a]\n".getBytes(StandardCharsets.UTF_8), override + "=" + value);
    }
    assertTrue(taken > 20 && refused > 20, taken + " taken, " + refused + " refused");
  }
}
