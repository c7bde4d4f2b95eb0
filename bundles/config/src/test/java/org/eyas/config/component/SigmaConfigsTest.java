package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.WatchedSigmaPaths;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys below eyas.sigma, and the command that converts Sigma rules. */
class SigmaConfigsTest {
  private static final String PID = "org.eyas.rules.sigma";

  private final Map<String, String> options = new HashMap<>();

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(_ -> null, List.of()).load("", List.of(overrides));
    return new ComponentConfigurations(tree, new LaunchProperties(options::get), Map.of()).byPid();
  }

  @Test
  void sigmaRulesAreProvidedIfFilesAreNamed() throws ConfigException {
    assertFalse(configured().containsKey(PID));
    Map<String, Object> sigma =
        configured("eyas.sigma.rules_files=/a", "eyas.sigma.mapping_files=/m", "eyas.sigma.minimum_level=high").get(PID);
    assertArrayEquals(new String[] {"/a"}, (String[]) sigma.get("rules.files"));
    assertArrayEquals(new String[] {"/m"}, (String[]) sigma.get("mapping.files"));
    assertEquals("high", sigma.get("minimum.level"));
    assertArrayEquals(new String[] {"stable", "test", "experimental"}, (String[]) sigma.get("statuses"));
    assertArrayEquals(new String[0], (String[]) sigma.get("tags"));
    assertEquals(32_768L, ((Number) sigma.get("limits.file.kb")).longValue());
  }

  @Test
  void rulesOfTheCommandLineStandAlone() throws ConfigException {
    options.put("eyas.option.rules.0", "mine.yaml");
    assertFalse(configured("eyas.sigma.rules_files=/a").containsKey(PID));
    options.clear();
    options.put("eyas.option.validate.0", "mine.yaml");
    assertFalse(configured("eyas.sigma.rules_files=/a").containsKey(PID));
  }

  @Test
  void theCommandGetsTheKeysOfItsComponent() throws ConfigException {
    options.put("eyas.command", "sigma");
    options.put("eyas.command.needs", "BUNDLES");
    options.put("eyas.command.keys", "operand");
    options.put("eyas.option.operand.0", "convert");
    options.put("eyas.option.operand.1", "a");
    Map<String, Object> command = configured("eyas.sigma.mapping_files=/m").get("org.eyas.command.sigma");
    assertArrayEquals(new String[] {"convert", "a"}, (String[]) command.get("operand"));
    assertArrayEquals(new String[] {"/m"}, (String[]) command.get("mapping.files"));
  }

  @Test
  void foldersAreWatchedToAnyDepth(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.createFile(folder.resolve("a/c.yml"));
    Map<String, Object> properties =
        Map.of("rules.files", new String[] {folder.toString(), "/nowhere"}, "mapping.files", new String[] {"/m"});
    assertEquals(
        Set.of(folder, folder.resolve("a"), folder.resolve("a/b"), Path.of("/nowhere"), Path.of("/m")),
        Set.copyOf(WatchedSigmaPaths.of(properties)));
    assertEquals(List.of(), WatchedSigmaPaths.of(Map.of()));
  }
}
