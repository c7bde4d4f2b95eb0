package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read, in which order, and how their keys are merged. */
class ConfigFilesTest {
  @TempDir Path folder;

  private ConfigLoader loader = new ConfigLoader(name -> null, List.of());

  @BeforeEach
  void includedFiles() throws IOException {
    file("two.yaml", "foo2: bar2\nbase2: {id: 2}\n");
    file("three.yaml", "foo3: bar3\nbase3: {id: 3, name: foo3}\n");
    file("grow.yaml", "foo: [bar2]\nbase2: {id: 2}\n");
    file("replace.yaml", "base: {id: 3}\n");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private ConfigTree loaded(String main, String... overrides) throws IOException, ConfigException {
    loader = new ConfigLoader(name -> null, List.of());
    return loader.load(file("main.yaml", main), List.of(overrides));
  }

  private String refusal(String main) {
    return String.valueOf(assertThrows(ConfigException.class, () -> loaded(main)).getMessage());
  }

  /** A main file that includes others, given as YAML, with keys that the included files may also have. */
  private static String including(String files) {
    return "config_files: " + files + "\nfoo: [bar]\nbase: {id: 1, name: foo}\n";
  }

  @Test
  void everyFileIsReadInTurn() throws Exception {
    ConfigTree tree = loaded(including("[" + path("two.yaml") + ", " + path("three.yaml") + "]"));
    assertEquals(List.of(path("main.yaml"), path("two.yaml"), path("three.yaml")), loader.files());
    assertEquals("1", tree.text("base.id"));
    assertEquals("bar2", tree.text("foo2"));
    assertEquals("2", tree.text("base2.id"));
    assertEquals("foo3", tree.text("base3.name"));
  }

  @Test
  void relativeNamesCountFromTheCallersFolder() throws Exception {
    Path here = Files.createTempFile(Path.of(""), "relative", ".yaml");
    try {
      Files.writeString(here, "foo4: bar4\n");
      assertEquals("bar4", loaded(including("[" + here + "]")).text("foo4"));
    } finally {
      Files.delete(here);
    }
  }

  @Test
  void existingSectionIsReplacedAsAWhole() throws Exception {
    ConfigTree tree = loaded(including("[" + path("two.yaml") + ", " + path("replace.yaml") + "]"));
    assertEquals("3", tree.text("base.id"));
    assertFalse(tree.isGiven("base.name"));
  }

  @Test
  void listsGrowUnlessTheStrategySaysOtherwise() throws Exception {
    assertEquals(List.of("bar", "bar2"), growing(path("grow.yaml")).texts("foo"));
    assertEquals(List.of("bar", "bar2"), growing("{path: " + path("grow.yaml") + ", strategy: append}").texts("foo"));
    assertEquals(List.of("bar2"), growing("{path: " + path("grow.yaml") + ", strategy: override}").texts("foo"));
    assertEquals(List.of("bar"), growing("{path: " + path("grow.yaml") + ", strategy: add-only}").texts("foo"));
  }

  private ConfigTree growing(String entry) throws Exception {
    ConfigTree tree = loaded(including("[" + entry + ", " + path("replace.yaml") + "]"));
    assertEquals(3, loader.files().size());
    assertEquals("2", tree.text("base2.id"));
    assertEquals("3", tree.text("base.id"));
    assertFalse(tree.isGiven("base.name"));
    return tree;
  }

  @Test
  void anUnknownStrategyAppendsAndFailsTheSchema() throws Exception {
    ConfigTree tree = loaded("config_files: [{path: " + path("list.yaml") + ", strategy: wrong}]\nrules_files: [a]\n");
    assertEquals(List.of("a"), tree.texts("rules_files"));
    assertTrue(loader.statuses().get(path("main.yaml")).startsWith("failed for <root>[config_files][0]"));
    file("list.yaml", "rules_files: [b]\n");
    assertEquals(
        List.of("a", "b"),
        loaded("config_files: [{path: " + path("list.yaml") + ", strategy: wrong}]\nrules_files: [a]\n")
            .texts("rules_files"));
  }

  @Test
  void aFileThatIsNotThereIsSkipped() throws Exception {
    assertEquals("foo", loaded(including("[" + path("none.yaml") + "]")).text("base.name"));
    assertEquals(List.of(path("main.yaml")), loader.files());
  }

  @Test
  void aSingleNameNeedsNoList() throws Exception {
    assertEquals("bar2", loaded(including(path("two.yaml"))).text("foo2"));
  }

  @Test
  void nothingMayBeIncluded() throws Exception {
    assertEquals("foo", loaded(including("")).text("base.name"));
    assertEquals("foo", loaded(including("[]")).text("base.name"));
    assertEquals(1, loader.files().size());
  }

  @Test
  void noFileIncludesItselfOrAnother() throws Exception {
    assertEquals(
        "Config error: 'config_files' directive tried to recursively include main config file: " + path("main.yaml") + ".",
        refusal(including(path("main.yaml"))));
    file("two.yaml", "config_files: [x.yaml]\n");
    assertEquals(
        "Config error: 'config_files' directive in included config file " + path("two.yaml") + ".",
        refusal(including(path("two.yaml"))));
  }

  @Test
  void aFolderStandsForItsFilesByName() throws Exception {
    Files.createDirectories(folder.resolve("d/inner"));
    file("d/b.yaml", "foo2: second\nbase3: {id: 3}\n");
    file("d/a.yaml", "foo2: first\nbase2: {id: 2}\n");
    file("d/inner/c.yaml", "foo4: bar4\n");
    ConfigTree tree = loaded(including(path("d")));
    assertEquals("second", tree.text("foo2"));
    assertEquals("2", tree.text("base2.id"));
    assertEquals("3", tree.text("base3.id"));
    assertFalse(tree.isGiven("foo4"));
    assertEquals(List.of(path("d")), loader.folders());
  }

  @Test
  void commandLineNamesFilesAndOverridesThem() throws Exception {
    file("priority.yaml", "priority: info\n");
    ConfigTree tree = loaded("foo: bar\n", "config_files=" + path("priority.yaml"), "priority=error");
    assertEquals("error", tree.text("priority"));
    assertEquals("bar", tree.text("foo"));
    assertEquals(List.of(path("main.yaml"), path("priority.yaml")), loader.files());
    tree = loaded("config_files: [" + path("two.yaml") + "]\n", "config_files[]=" + path("three.yaml"));
    assertEquals("bar3", tree.text("foo3"));
    assertEquals("bar2", tree.text("foo2"));
  }

  @Test
  void anEntryNeedsAPath() {
    assertTrue(refusal("config_files: [{strategy: append}]\n").endsWith("an entry of 'config_files' has no path"));
  }

  @Test
  void variablesCountInNamesOfFilesToo() throws Exception {
    loader = new ConfigLoader(name -> name.equals("WHERE") ? folder.toString() : null, List.of());
    assertEquals("bar2", loader.load(file("main.yaml", "config_files: ['${WHERE}/two.yaml']\n"), List.of()).text("foo2"));
  }

  @Test
  void firstDocumentAndFirstOfEqualKeysCount() throws Exception {
    ConfigTree tree = loaded("stdout_output: {enabled: true}\npriority: notice\npriority: error\n---\npriority: debug\n");
    assertEquals("notice", tree.text("priority"));
    assertEquals(
        List.of(path("main.yaml") + ":3: key 'priority' occurs twice; the first one counts"), loader.warnings());
  }

  @Test
  void rejectsInvalidPathsAndReadsInvalidBytes() throws Exception {
    assertTrue(refusal("config_files: [\"a\\0b\"]\n").contains("'config_files' contains an invalid path"));
    Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9, '\n', 'b', ':', ' ', 'c', '\n'});
    assertEquals("c", loaded("config_files: [" + path("latin.yaml") + "]\n").text("b"));
  }

  @Test
  void rejectsFilesWithEndlessAliases() {
    assertTrue(refusal("a: &a [*a]\n").contains("nests its values too deeply"));
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(refusal(bomb.toString()).contains("repeats them too often"));
  }
}
