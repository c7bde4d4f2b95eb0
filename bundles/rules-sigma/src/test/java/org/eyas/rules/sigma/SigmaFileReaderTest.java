package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.rules.sigma.convert.SigmaFile;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Files and folders of Sigma rules, and which of their rules are used. */
class SigmaFileReaderTest {
  private static final String RULE = """
      title: %s
      status: %s
      level: %s
      tags: [attack.%s]
      logsource: {product: linux, category: process_creation}
      detection: {a: {%s: x}, condition: a}
      """;

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("a/deep"));
    write("b.yml", RULE.formatted("B", "stable", "high", "execution", "User"));
    write("a/deep/c.yaml", RULE.formatted("C", "deprecated", "low", "discovery", "User"));
    write("a/notes.txt", "no rule");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> documents(Map<String, Object> properties) throws RuleReadException {
    Map<String, Object> all = new java.util.HashMap<>(properties);
    all.put("rules.files", new String[] {folder.toString()});
    all.putIfAbsent("statuses", new String[0]);
    return SigmaSettings.of(all).convert().documents().stream()
        .map(RuleDocument::name).map(name -> folder.relativize(Path.of(name)).toString()).toList();
  }

  @Test
  void aFolderStandsForAllYamlFilesBelowIt() throws RuleReadException {
    assertEquals(List.of("a/deep/c.yaml", "b.yml"), documents(Map.of()));
  }

  @Test
  void hiddenFoldersAreLeftOutAndALinkThatIsNamedIsFollowed() throws IOException, RuleReadException {
    Files.createDirectories(folder.resolve(".git"));
    write(".git/d.yml", RULE.formatted("D", "stable", "high", "execution", "User"));
    assertEquals(List.of("a/deep/c.yaml", "b.yml"), documents(Map.of()));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    assertEquals(List.of(link + "/deep/c.yaml"),
        new SigmaFileReader(100).read(List.of(link.toString())).stream().map(SigmaFile::name).toList());
  }

  @Test
  void aFileThatIsNamedTwiceIsReadOnce() throws RuleReadException {
    String file = folder.resolve("b.yml").toString();
    assertEquals(2, new SigmaFileReader(100).read(List.of(file, folder.toString(), folder + "/./b.yml")).size());
  }

  @Test
  void rulesAreChosenByLevelStatusAndTag() throws RuleReadException {
    assertEquals(List.of("b.yml"), documents(Map.of("minimum.level", "medium")));
    assertEquals(List.of("b.yml"), documents(Map.of("statuses", new String[] {"Stable", "test"})));
    assertEquals(List.of("a/deep/c.yaml"), documents(Map.of("tags", new String[] {"attack.discovery"})));
    assertEquals(List.of(), documents(Map.of("minimum.level", "critical")));
  }

  @Test
  void deprecatedRulesAreLeftOutIfNothingIsConfigured() throws RuleReadException {
    Map<String, Object> properties = Map.of("rules.files", new String[] {folder.toString()});
    assertEquals(List.of(folder.resolve("b.yml").toString()),
        SigmaSettings.of(properties).convert().documents().stream().map(RuleDocument::name).toList());
  }

  @Test
  void rulesWithoutLevelAndStatusAreMediumAndUsed() throws IOException, RuleReadException {
    write("d.yml", RULE.formatted("D", "x", "x", "x", "User").replace("status: x\nlevel: x\n", ""));
    assertTrue(documents(Map.of("minimum.level", "medium", "statuses", new String[] {"test"})).contains("d.yml"));
    assertEquals(List.of("b.yml"), documents(Map.of("minimum.level", "high")));
  }

  @Test
  void aMappingFileOfTheUserChangesFields() throws IOException, RuleReadException {
    write("b.yml", RULE.formatted("B", "stable", "high", "execution", "Mine"));
    Path mapping = Files.createTempFile("mapping", ".yaml");
    Files.writeString(mapping, """
        logsources:
          - logsource: {product: linux, category: process_creation}
            fields: {Mine: proc.name}
        """);
    Map<String, Object> properties =
        Map.of("rules.files", new String[] {folder.resolve("b.yml").toString()}, "mapping.files",
            new String[] {mapping.toString()});
    RuleDocument document = SigmaSettings.of(properties).convert().documents().getFirst();
    assertTrue(document.content().contains("tolower(proc.name) = \\\"x\\\""), document.content());
    Files.writeString(mapping, "logsources: 5");
    RuleReadException e = assertThrows(RuleReadException.class, () -> SigmaSettings.of(properties).convert());
    assertEquals(mapping + ": 'logsources' must be a list", e.getMessage());
    Files.delete(mapping);
  }

  @Test
  void aMissingFileAndALargeOneAreErrors() {
    SigmaFileReader files = new SigmaFileReader(0);
    String missing = folder.resolve("none.yml").toString();
    assertEquals(
        missing + " cannot be read: no such file",
        assertThrows(RuleReadException.class, () -> files.read(List.of(missing))).getMessage());
    String large = folder.resolve("b.yml").toString();
    assertEquals(
        large + " has more than 0 KB (eyas.rules.limits.file_kb allows more)",
        assertThrows(RuleReadException.class, () -> files.read(List.of(large))).getMessage());
  }

  @Test
  void theCommandPrintsARuleFileAndCounts() throws Exception {
    write("d.yml", RULE.formatted("D", "test", "low", "impact", "Signed"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SigmaSettings settings = new SigmaSettings(List.of(folder.toString()), List.of(), SigmaRuleFilter.ALL, 100);
    int exit = new SigmaCommand(settings, false, new PrintStream(bytes, true, StandardCharsets.UTF_8)).call();
    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(1, exit);
    assertTrue(printed.endsWith("# 2 of 3 rules converted\n"), printed);
    assertTrue(
        printed.contains("# " + folder.resolve("d.yml") + ":1: rule 'Sigma: D' is parked: the field 'Signed' has no counterpart"),
        printed);
    assertEquals(2, SigmaBench.load(List.of(new RuleDocument("printed.yaml", printed))).rules().size());
  }

  @Test
  void theCommandPrintsTheSameAsJson() throws Exception {
    write("d.yml", RULE.formatted("D", "test", "low", "impact", "Signed"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SigmaSettings settings = new SigmaSettings(List.of(folder.toString()), List.of(), SigmaRuleFilter.ALL, 100);
    assertEquals(1, new SigmaCommand(settings, true, new PrintStream(bytes, true, StandardCharsets.UTF_8)).call());
    Map<?, ?> printed = new Yaml().load(bytes.toString(StandardCharsets.UTF_8));
    List<?> converted = (List<?>) printed.get("converted");
    assertEquals(2, converted.size());
    assertTrue(converted.toString().contains("rule={rule=Sigma: "), converted::toString);
    assertEquals(1, ((List<?>) printed.get("parked")).size());
    assertTrue(printed.get("parked").toString().contains("title=Sigma: D"), printed::toString);
  }
}
