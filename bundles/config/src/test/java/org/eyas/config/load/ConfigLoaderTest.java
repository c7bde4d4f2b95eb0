package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  private final ConfigLoader loader = new ConfigLoader(Map.of("RULES", "/opt/r.yaml")::get, List.of());

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aStandardFileInAClosedFolderIsNamed() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "skipped: root reads every folder (DebianPackageTest tests it)");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path file = Files.writeString(closed.resolve("eyas.yaml"), "log_level: debug");
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      ConfigLoader ordinary = new ConfigLoader(name -> null, List.of(file));
      assertEquals("info", ordinary.load("", List.of()).text("log_level"));
      assertTrue(ordinary.warnings().getFirst().startsWith(file + ": this file and its folder cannot be read"));
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void withoutAFileTheBuiltInValuesHold() throws ConfigException {
    ConfigTree tree = loader.load("", List.of());
    assertEquals("auto", tree.text("engine.kind"));
    assertTrue(tree.flag("stdout_output.enabled"));
    assertEquals("/etc/eyas/rules.d", tree.texts("rules_files").getLast());
    assertEquals(List.of(Map.of("suggested_output", "true")), tree.list("append_output"));
    assertEquals(List.of(), loader.warnings());
  }

  @Test
  void aFileReplacesKeysInsideOfAMapAndKeepsTheOthers() throws Exception {
    ConfigTree tree = loader.load(file("a.yaml", "engine: {kind: replay}\njson_output: on\nrules_files: [a, b]\n"), List.of());
    assertEquals("replay", tree.text("engine.kind"));
    assertEquals("4", tree.text("engine.modern_ebpf.buf_size_preset"));
    assertTrue(tree.flag("json_output"));
    assertEquals(List.of("a", "b"), tree.texts("rules_files"));
    assertEquals(2, tree.number("engine.modern_ebpf.cpus_for_each_buffer"));
  }

  @Test
  void overridesReachIntoListsAndAppend() throws Exception {
    ConfigTree tree =
        loader.load(
            file("a.yaml", "rules_files: [a]\n"),
            List.of("rules_files[0]=b", "rules_files[]=c", "append_output[]={\"extra_output\": \"x=%proc.name\"}",
                "json_output=true", "static_fields.a\\.b=1"));
    assertEquals(List.of("b", "c"), tree.texts("rules_files"));
    assertEquals(Map.of("extra_output", "x=%proc.name"), tree.list("append_output").getLast());
    assertEquals(Map.of("a.b", "1"), tree.map("static_fields"));
    assertTrue(tree.flag("json_output"));
  }

  @Test
  void withoutAFileOverridesAddToTheBuiltInLists() throws Exception {
    ConfigTree tree = loader.load("", List.of("append_output[]={extra_output: x}", "rules_files[0]=a"));
    assertEquals(List.of(Map.of("suggested_output", "true"), Map.of("extra_output", "x")), tree.list("append_output"));
    assertEquals(List.of("a", "/etc/eyas/rules.d"), tree.texts("rules_files"));
    assertEquals(List.of(), loader.warnings());
  }

  @Test
  void anEntryThatStandsAloneIsAListOfOne() throws Exception {
    String file = file("a.yaml", "append_output: [{suggested_output: true}, {extra_output: x}]\n");
    for (String main : List.of("", file)) {
      ConfigTree tree = loader.load(main, List.of("append_output.suggested_output=false"));
      assertEquals(List.of(Map.of("suggested_output", "false")), tree.list("append_output"));
    }
    String alone = file("b.yaml", "append_output: {suggested_output: true}\n");
    assertEquals(List.of(Map.of("suggested_output", "true")), loader.load(alone, List.of()).list("append_output"));
    assertEquals(List.of(), loader.load(file, List.of("append_output=[]")).list("append_output"));
  }

  @Test
  void wrongKeyOfASingleEntryIsReported() throws Exception {
    loader.load("", List.of("append_output.sugested_output=false"));
    assertEquals(
        List.of(
            "-o append_output.sugested_output=false: unknown key 'append_output.sugested_output' (did you mean 'suggested_output'?)"),
        loader.warnings());
    ConfigException refused =
        assertThrows(ConfigException.class, () -> loader.load("", List.of("append_output.suggested_output=maybe")));
    assertEquals(
        "Error parsing config option \"append_output.suggested_output=maybe\":"
            + " 'append_output[0].suggested_output' must be true or false, not 'maybe'",
        refused.getMessage());
    assertThrows(ConfigException.class, () -> loader.load(file("c.yaml", "rules_files: [a]\n"), List.of("rules_files.a=b")));
  }

  @Test
  void includedFilesAreMergedByTheirStrategy() throws Exception {
    Files.createDirectory(folder.resolve("d"));
    file("d/1.yaml", "rules_files: [b]\npriority: notice\n");
    file("d/2.yaml", "rules_files: [c]\n");
    String appended = file("a.yaml", "rules_files: [a]\nconfig_files: [" + folder.resolve("d") + "]\n");
    assertEquals(List.of("a", "b", "c"), loader.load(appended, List.of()).texts("rules_files"));
    String replaced =
        file("b.yaml", "rules_files: [a]\nconfig_files: [{path: " + folder.resolve("d") + ", strategy: override}]\n");
    assertEquals(List.of("c"), loader.load(replaced, List.of()).texts("rules_files"));
    String added =
        file("c.yaml", "rules_files: [a]\nconfig_files: [{path: " + folder.resolve("d") + ", strategy: add-only}]\n");
    assertEquals(List.of("a"), loader.load(added, List.of()).texts("rules_files"));
  }

  @Test
  void environmentVariablesAreReplacedUnlessEscaped() throws Exception {
    ConfigTree tree = loader.load(file("a.yaml", "rules_files: ['${RULES}', 'x${NONE}y', '$${RULES}']\n"), List.of());
    assertEquals(List.of("/opt/r.yaml", "xy", "${RULES}"), tree.texts("rules_files"));
  }

  @Test
  void unknownKeyCausesAWarningWithASuggestion() throws Exception {
    String path = file("a.yaml", "json_ouput: true\nhttp_output: {urls: x}\nstdout_output: {enabled: true}\n");
    loader.load(path, List.of());
    assertEquals(
        List.of(
            path + ":1: unknown key 'json_ouput' (did you mean 'json_output'?)",
            path + ":2: unknown key 'http_output.urls' (did you mean 'url'?)"),
        loader.warnings());
  }

  @Test
  void mistakesAreNamed() throws Exception {
    String none = folder.resolve("none.yaml").toString();
    assertMessage("Could not find configuration file at " + none, none, List.of());
    assertMessage("a.yaml:2 is not YAML", file("a.yaml", "a: 1\n  b: : [\n"), List.of());
    assertMessage("Error parsing config option \"nonsense\"", "", List.of("nonsense"));
    assertMessage("'json_output' must be true or false, not 'maybe'", "", List.of("json_output=maybe"));
  }

  private void assertMessage(String part, String file, List<String> overrides) {
    ConfigException e = assertThrows(ConfigException.class, () -> loader.load(file, overrides));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }
}
