package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginConfigsTest {
  @TempDir Path folder;

  private ConfigLoader loader = new ConfigLoader(name -> null, List.of());

  private ConfigTree loaded(String text) throws Exception {
    loader = new ConfigLoader(name -> null, List.of());
    return loader.load(Files.writeString(folder.resolve("c.yaml"), text + "stdout_output: {enabled: true}\n").toString(),
        List.of());
  }

  private List<String> names(String text) throws Exception {
    return PluginConfigs.needed(loaded(text)).stream().map(PluginConfig::name).toList();
  }

  private String refusal(String text) {
    return String.valueOf(assertThrows(ConfigException.class, () -> names(text)).getMessage());
  }

  @Test
  void allAreLoadedUnlessSomeAreNamed() throws Exception {
    String plugins = "plugins: [{name: container}, {name: json}, {name: k8smeta}]\n";
    assertEquals(List.of("container", "json", "k8smeta"), names(plugins));
    assertEquals(List.of("json", "container"), names(plugins + "load_plugins: [json, container]\n"));
    assertEquals(List.of(), names(plugins + "load_plugins: []\n"));
    assertEquals(List.of(), names(plugins + "load_plugins:\n"));
    assertEquals(List.of(), names("load_plugins: []\n"));
  }

  @Test
  void aNameWithoutSettingsIsRefusedInFalcosWords() {
    assertEquals(
        "Cannot load plugin 'kite': plugin config not found for given name",
        refusal("plugins: [{name: container}]\nload_plugins: [kite]\n"));
  }

  @Test
  void nativePluginIsRejectedWhenItWouldBeLoaded() throws Exception {
    String plugins = "plugins: [{name: cloudtrail, library_path: libcloudtrail.so}]\n";
    assertEquals(
        "Eyas cannot load Falco's native plugin 'cloudtrail'; remove it from load_plugins (or from plugins, if there is no"
            + " load_plugins). Built in are container, json, k8saudit, k8smeta, krsi",
        refusal(plugins));
    assertEquals(List.of(), names(plugins + "load_plugins: []\n"));
  }

  @Test
  void aLibraryThatABundleReplacesNamesItsPlugin() {
    assertEquals(
        "Eyas cannot load Falco's native plugin 'audit'; /usr/share/falco/plugins/libk8saudit.so is replaced by the bundle"
            + " source-k8saudit: give the plugin the name k8saudit",
        refusal("plugins: [{name: audit, library_path: /usr/share/falco/plugins/libk8saudit.so}]\n"));
  }

  @Test
  void anEntryNeedsAName() {
    assertTrue(refusal("plugins: [{library_path: libjson.so}]\n").contains("an entry of 'plugins' has no name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
          "{maxEventSize: 262144, sslCertificate: /etc/x.pem} | {\"maxEventSize\":262144,\"sslCertificate\":\"/etc/x.pem\"}",
          "'{\"maxEventSize\": 262144}'  | {\"maxEventSize\": 262144}",
          "{a: {b: [1, x]}, c: 1.5, d: false, e: on, f: 0x10, g: ~, h: 'h'} | "
              + "{\"a\":{\"b\":[1,\"x\"]},\"c\":1.5,\"d\":false,\"e\":true,\"f\":16,\"g\":null,\"h\":\"h\"}",
          "'' | \"\"",
          "null | \"\"",
          "text | text",
      })
  void settingsBecomeTheTextThePluginUnderstands(String written, String text) throws Exception {
    PluginConfig plugin =
        PluginConfigs.loaded(
            loaded("plugins:\n- name: k8saudit\n  library_path: libk8saudit.so\n  open_params: ' http://:9765/x '\n"
                + "  init_config: " + written + "\n"))
            .getFirst();
    assertEquals(text, plugin.initConfig());
    assertEquals("http://:9765/x", plugin.openParams());
    assertEquals("ok", loader.statuses().values().iterator().next());
  }

  @Test
  void libraryPathIsNotUsed() throws Exception {
    assertEquals(List.of("container"), names("plugins: [{name: container, library_path: ../../tmp/evil.so}]\n"));
    assertTrue(loader.notes().getFirst().endsWith("c.yaml:1: library_path is not used, plugins of Eyas are bundles:"
        + " enricher-container replaces container"));
    assertEquals(1, loader.notes().size());
    assertEquals(List.of(), loader.warnings());
  }

  @Test
  void rulesMayRequireWhatIsConfiguredAndThePartForContainers() throws Exception {
    assertEquals(Set.of("container"), PluginConfigs.names(loaded("priority: debug\n")));
    assertEquals(
        Set.of("container", "json"),
        PluginConfigs.names(loaded("plugins: [{name: json}, {name: k8smeta}]\nload_plugins: [json]\n")));
  }

  @Test
  void inputOfAuditEventsLoadsThePluginsThatTheirRulesNeed() throws Exception {
    String input = "eyas: {k8saudit: {input: /var/log/audit.log}}\n";
    assertEquals(List.of("k8saudit", "json"), names(input));
    assertEquals(Set.of("container", "k8saudit", "json"), PluginConfigs.names(loaded(input)));
    String plugins = "plugins: [{name: json, init_config: x}, {name: k8saudit, open_params: y}]\nload_plugins: [json]\n";
    assertEquals(List.of("json", "k8saudit"), names(plugins + input));
    assertEquals("x", PluginConfigs.loaded(loaded(plugins + input)).getFirst().initConfig());
  }
}
