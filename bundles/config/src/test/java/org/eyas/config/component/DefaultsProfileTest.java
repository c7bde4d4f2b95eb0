package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The defaults of absent keys: with a file of Eyas the engine reports alerts, with a file of Falco's it does what Falco
 * does.
 */
class DefaultsProfileTest {
  @TempDir Path folder;

  private final ConfigLoader loader = new ConfigLoader(name -> null, List.of());

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyas.yaml", "site.yaml", "my-falco.yaml"})
  void aShortFileOfEyasHasTheValuesOfTheShippedOne(String name) throws Exception {
    ConfigTree tree = loader.load(file(name, "json_output: true\neyas:\n  audit: {file: /tmp/a}\n"), List.of());
    ConfigTree shipped = new ConfigLoader(name_ -> null, List.of()).load("", List.of());
    assertTrue(tree.flag("stdout_output.enabled"));
    assertEquals(List.of("log", "alert"), tree.texts("syscall_event_drops.actions"));
    assertEquals(List.of(), loader.warnings());
    for (KeyDefinition key : KeyTable.all().keys()) {
      boolean own = List.of("json_output", "eyas.audit.file", "config_files", "rules_files").contains(key.name());
      if (key.isCurrent() && !key.name().contains("[]") && !own) {
        assertEquals(shipped.valueAt(key.name()), tree.valueAt(key.name()), key.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"falco.yaml", "falco-test.yml", "falco/site.yaml"})
  void aFileOfFalcosHasTheValuesOfFalcosCode(String name) throws Exception {
    ConfigTree tree = loader.load(file(name, "json_output: true\n"), List.of());
    assertFalse(tree.flag("stdout_output.enabled"));
    assertFalse(tree.flag("webserver.enabled"));
    assertEquals(List.of("ignore"), tree.texts("syscall_event_drops.actions"));
    assertTrue(loader.warnings().getFirst().startsWith("no output is enabled"), loader.warnings().toString());
  }

  @Test
  void keyOverridesTheNameOfTheFile() throws Exception {
    String eyas = file("eyas.yaml", "eyas: {defaults: falco}\n");
    assertFalse(loader.load(eyas, List.of()).flag("stdout_output.enabled"));
    assertTrue(loader.load(eyas, List.of("eyas.defaults=eyas")).flag("stdout_output.enabled"));
    assertTrue(loader.load(file("falco.yaml", ""), List.of("eyas={defaults: eyas}")).flag("stdout_output.enabled"));
    assertThrows(ConfigException.class, () -> loader.load(eyas, List.of("eyas.defaults=yes")));
  }

  @Test
  void anOverrideAddsToAListThatOnlyTheDefaultsHave() throws Exception {
    String add = "append_output[]={extra_output: x}";
    assertEquals(2, loader.load(file("eyas.yaml", ""), List.of(add)).list("append_output").size());
    assertEquals(1, loader.load(file("falco.yaml", ""), List.of(add)).list("append_output").size());
  }

  @Test
  void theSitesFolderBelongsToTheStandardFileAlone() throws Exception {
    Path standard = Path.of(file("eyas.yaml", "json_output: true\n"));
    assertEquals(List.of("/etc/eyas/config.d"),
        new ConfigLoader(name -> null, List.of(standard)).load("", List.of()).texts("config_files"));
    assertEquals(List.of(), loader.load(standard.toString(), List.of()).texts("config_files"));
  }

  @Test
  void rulesOfTheMachineBelongToAFileOfTheCommandLineOnlyIfItAsksForThem() throws Exception {
    assertEquals(List.of(), loader.load(file("eyas.yaml", ""), List.of()).texts("rules_files"));
    assertEquals(List.of("a"), loader.load(file("eyas.yaml", ""), List.of("rules_files[]=a")).texts("rules_files"));
    assertEquals(List.of("a"), loader.load(file("eyas.yaml", "rules_files: [a]\n"), List.of()).texts("rules_files"));
    assertEquals(
        List.of("/etc/eyas/eyas_rules.local.yaml", "/etc/eyas/rules.d"),
        loader.load(file("eyas.yaml", "eyas: {defaults: eyas}\n"), List.of()).texts("rules_files"));
  }
}
