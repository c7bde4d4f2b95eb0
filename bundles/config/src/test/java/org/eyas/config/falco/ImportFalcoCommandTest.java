package org.eyas.config.falco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.PluginConfig;
import org.eyas.config.component.PluginConfigs;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFalcoCommandTest {
  /** As installations have it that grew for years: comments, an old key, plugins of others, files elsewhere. */
  private static final String WILD =
      """
      # our settings, see /etc/falco/rules.d and /etc/falco/README
      config_files:
        - /etc/falco/config.d
        - {path: /etc/falco/site.yaml, strategy: override}
        - /srv/shared/falco.yaml
      rules_files: [/etc/falco/falco_rules.yaml, "/etc/falco/falco_rules.local.yaml", /etc/falco/rules.d, /srv/rules.yaml]
      engine: {kind: modern_ebpf, modern_ebpf: {disable_iterators: true}}
      webserver: {enabled: true, ssl_enabled: true, ssl_certificate: /etc/falco/falco.pem}
      plugins:
        - name: k8saudit   # the API server
          library_path: libk8saudit.so
          open_params: "http://:9765/k8s-audit"
        - {name: json, library_path: libjson.so}
        - {name: cloudtrail, library_path: libcloudtrail.so}
      load_plugins: [k8saudit, json, cloudtrail]
      no_such_key: 1
      """;
  private static final String RULES = "- {macro: m, condition: evt.type = open}\n";
  private static final String CLOUD_RULES = "- required_plugin_versions: [{name: cloudtrail, version: 0.1.0}]\n" + RULES;

  @TempDir private Path folder;
  private Path falco;
  private Path eyas;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void install() throws IOException {
    falco = folder.resolve("falco");
    eyas = folder.resolve("eyas");
    write("falco.yaml", WILD);
    write("config.d/10-plugins.yaml", "load_plugins: [container]\nplugins: [{name: container, library_path: libcontainer.so}]\n");
    write("site.yaml", "json_output: true\n");
    write("falco_rules.yaml", RULES);
    write("rules.d/site.yaml", RULES);
    write("rules.d/cloud.yml", CLOUD_RULES);
    write("rules.d/README", "not rules");
    write("falco.pem", "a secret");
    write("other.yaml", "nobody names this file");
  }

  private boolean json;

  private void write(String name, String text) throws IOException {
    Path file = falco.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(eyas.resolve(name));
  }

  private String imported(boolean check, boolean force) throws ConfigException {
    printed.reset();
    new ImportFalcoCommand(config(check, force), new PrintStream(printed, true, StandardCharsets.UTF_8)).call();
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String refusal(boolean force) {
    return String.valueOf(assertThrows(ConfigException.class, () -> imported(false, force)).getMessage());
  }

  private ImportFalcoCommand.Config config(boolean check, boolean force) {
    return new ImportFalcoCommand.Config() {
      @Override
      public String[] operand() {
        return new String[] {falco.toString()};
      }

      @Override
      public String to() {
        return eyas.toString();
      }

      @Override
      public boolean check() {
        return check;
      }

      @Override
      public boolean force() {
        return force;
      }

      @Override
      public boolean json() {
        return json;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return ImportFalcoCommand.Config.class;
      }
    };
  }

  @Test
  void theEngineStartsWithTheImportedFilesAndTheirValuesAreThoseOfFalco() throws Exception {
    imported(false, false);
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load(eyas.resolve("eyas.yaml").toString(), List.of());
    assertEquals(List.of("k8saudit", "json", "container"), PluginConfigs.needed(tree).stream().map(PluginConfig::name).toList());
    assertTrue(tree.flag("json_output"), "of site.yaml");
    assertFalse(tree.flag("stdout_output.enabled"), "Falco's value of an absent key");
    assertEquals(
        List.of(eyas + "/falco_rules.yaml", eyas + "/falco_rules.local.yaml", eyas + "/rules.d", "/srv/rules.yaml"),
        tree.texts("rules_files"));
  }

  @Test
  void textsAndCommentsStayExceptForPathsOfFilesThatComeAlong() throws Exception {
    imported(false, false);
    String text = read("eyas.yaml");
    assertTrue(text.startsWith("# our settings, see " + eyas + "/rules.d and /etc/falco/README\n"), text);
    assertTrue(text.contains("- name: k8saudit   # the API server\n"), text);
    assertTrue(text.contains("ssl_certificate: /etc/falco/falco.pem"), text);
    assertTrue(text.contains("- /srv/shared/falco.yaml\n"), text);
    assertEquals(RULES, read("rules.d/site.yaml"));
  }

  @Test
  void jsonHasTheSameListsAsTheText() throws Exception {
    json = true;
    String out = imported(true, false);
    assertTrue(out.startsWith("{\"folder\":\"" + eyas + "\",\"written\":false,\"files\":[\"eyas.yaml\","), out);
    assertTrue(out.contains(
        "\"existing\":[],\"unchanged\":[],\"missing\":[\"/etc/falco/falco_rules.local.yaml\",\"/srv/rules.yaml\"],\"staying\":[\"/etc/falco/falco.pem\"]"),
        out);
    assertTrue(imported(false, false).contains("\"written\":true"));
    assertEquals(1, out.lines().count(), out);
  }

  @Test
  void itSaysWhatDiffersAndWhatDoesNotComeAlong() throws Exception {
    String out = imported(false, false);
    assertTrue(out.startsWith("Written to " + eyas + ":\n  eyas.yaml\n  config.d/10-plugins.yaml\n  site.yaml\n"), out);
    assertTrue(out.contains("able to read it:\n  /etc/falco/falco.pem\n"), out);
    assertTrue(out.contains("  plugin cloudtrail: Eyas has no bundle for it; it is not loaded"), out);
    assertTrue(out.contains("  rules.d/cloud.yml: its rules need the plugin cloudtrail\n"), out);
    assertTrue(out.contains("  " + falco + "/falco.yaml:16: unknown key 'no_such_key'\n"), out);
    assertTrue(out.contains("'engine.modern_ebpf.disable_iterators: true' has no effect"), out);
    assertTrue(out.contains("source-k8saudit replaces k8saudit, fields-json replaces json"), out);
    assertFalse(Files.exists(eyas.resolve("rules.d/cloud.yml")));
    assertFalse(Files.exists(eyas.resolve("rules.d/README")));
    assertFalse(Files.exists(eyas.resolve("other.yaml")));
  }

  @Test
  void rulesFilesThatAreMissingAreNamedAndUnchangedFilesAreNotWritten() throws Exception {
    String out = imported(false, false);
    assertTrue(
        out.contains(
            "Named in rules_files, but missing, so that Falco skips them, too:\n  /etc/falco/falco_rules.local.yaml\n"
                + "  /srv/rules.yaml\n"),
        out);
    assertFalse(out.contains("Unchanged"), out);
    FileTime before = Files.getLastModifiedTime(eyas.resolve("site.yaml"));
    write("rules.d/site.yaml", RULES + "# more\n");
    String again = imported(false, true);
    assertTrue(again.startsWith("Written to " + eyas + ":\n  rules.d/site.yaml\n"), again);
    assertTrue(again.contains("Unchanged in " + eyas + ":\n  eyas.yaml\n"), again);
    assertEquals(before, Files.getLastModifiedTime(eyas.resolve("site.yaml")));
    assertTrue(imported(true, false).startsWith("Unchanged in " + eyas + ":\n"));
  }

  @Test
  void aCheckWritesNothing() throws Exception {
    String out = imported(true, false);
    assertTrue(out.startsWith("Would write to " + eyas + ":\n  eyas.yaml\n"), out);
    assertFalse(Files.exists(eyas));
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyOnRequestAndKept() throws Exception {
    Files.createDirectories(eyas);
    Files.writeString(eyas.resolve("eyas.yaml"), "eyas: {bundles: {directory: /usr/lib/eyas/bundles.d}}\n");
    assertTrue(imported(true, false).contains("only --force replaces them:\n  eyas.yaml\n"));
    assertTrue(refusal(false).startsWith(eyas + " already has eyas.yaml: nothing was written."));
    assertFalse(Files.exists(eyas.resolve("rules.d")));
    assertTrue(imported(false, true).contains("The old files are in " + eyas + "/before-import:\n  eyas.yaml\n"));
    assertEquals("eyas: {bundles: {directory: /usr/lib/eyas/bundles.d}}\n", read("before-import/eyas.yaml"));
    assertTrue(read("eyas.yaml").contains("directory: /usr/lib/eyas/bundles.d"), "who may add bundles does not change");
    assertTrue(Files.exists(eyas.resolve("rules.d/site.yaml")));
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOnesInTheirPlace() throws Exception {
    Files.createDirectories(eyas);
    Files.writeString(eyas.resolve("eyas.yaml"), "json_output: true\n");
    Files.writeString(eyas.resolve("rules.d"), "a file in the place of a folder");
    assertTrue(refusal(true).endsWith("; nothing was replaced"), refusal(true));
    assertEquals("json_output: true\n", read("eyas.yaml"));
    Files.delete(eyas.resolve("rules.d"));
    Files.createDirectories(eyas.resolve("site.yaml/full"));
    String refusal = refusal(true);
    assertTrue(refusal.contains("site.yaml"), refusal);
    assertTrue(Files.exists(eyas.resolve("eyas.yaml")), "at no time without a main file");
    try (Stream<Path> left = Files.walk(eyas)) {
      assertEquals(List.of(), left.filter(file -> file.getFileName().toString().startsWith(".import")).toList());
    }
  }

  @Test
  void aSecondImportOfTheSameFilesNeedsNothing() throws Exception {
    imported(false, false);
    imported(false, false);
    assertFalse(Files.exists(eyas.resolve("before-import")));
  }

  @Test
  void newFilesAreForTheGroupOfTheFolder() throws Exception {
    imported(false, false);
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(eyas.resolve("rules.d/site.yaml"))));
    assertEquals("rwxrwx---", PosixFilePermissions.toString(Files.getPosixFilePermissions(eyas.resolve("rules.d"))));
  }

  @Test
  void withoutLoadPluginsOnlyThoseAreLoadedThatAreThere() throws Exception {
    write("falco.yaml", "plugins: [{name: json}, {name: cloudtrail}]\n");
    imported(false, false);
    assertTrue(read("eyas.yaml").contains("load_plugins: [json]"), read("eyas.yaml"));
  }

  @Test
  void aWrongFileOfFalcoIsNamedAndNothingIsWritten() throws Exception {
    write("falco.yaml", "engine: {kind: kmodd}\n");
    String refusal = refusal(false);
    assertTrue(refusal.contains(falco + "/falco.yaml:1") && refusal.endsWith("; nothing was written"), refusal);
    Files.delete(falco.resolve("falco.yaml"));
    assertTrue(refusal(false).contains(falco + "/falco.yaml does not exist: name the folder of Falco's configuration"));
    assertFalse(Files.exists(eyas));
  }

  @Test
  void namesThatLeaveTheFolderOrAreTheFolderItselfStay() throws Exception {
    Files.writeString(folder.resolve("secret.yaml"), RULES);
    String names = "rules_files: [/etc/falco/../secret.yaml, /etc/falco/, /etc/falco//rules.d, \"/etc/falco/\\0\"]\n";
    write("falco.yaml", names);
    imported(false, false);
    assertTrue(read("eyas.yaml").startsWith(names.replace("/etc/falco//rules.d", eyas + "/rules.d")), read("eyas.yaml"));
    assertEquals(RULES, read("rules.d/site.yaml"));
    assertFalse(Files.exists(eyas.resolve("falco.pem")));
  }
}
