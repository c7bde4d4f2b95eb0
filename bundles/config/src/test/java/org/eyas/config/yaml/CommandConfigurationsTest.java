package org.eyas.config.yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.component.ComponentConfigurations;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.load.ConfigLoader;
import org.junit.jupiter.api.Test;

/** The configuration of commands and of what they need. */
class CommandConfigurationsTest {
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("FALCO_HOSTNAME", "shop"));

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return new ComponentConfigurations(tree, new LaunchProperties(options::get), environment).byPid();
  }

  private Map<String, Map<String, Object>> unconfigured() throws ConfigException {
    return new ComponentConfigurations(ConfigTree.EMPTY, new LaunchProperties(options::get), Map.of()).byPid();
  }

  @Test
  void theOptionsOfCompareTakeAwayOutputsThatTheConfigurationHas() throws ConfigException {
    Map<String, Map<String, Object>> all =
        configured(
            "eyas.http_outputs[]={name: a, url: 'http://a'}", "eyas.kafka_output.enabled=true", "grpc.enabled=true",
            "eyas.http_outputs=[]", "eyas.kafka_output.enabled=false", "grpc_output.enabled=false", "grpc.enabled=false",
            "eyas.bundles.directory=");
    assertEquals(List.of("org.eyas.output.stdout"), all.keySet().stream().filter(pid -> pid.contains(".output.")).toList());
    assertEquals("", all.get("org.eyas.provision").get("directory"));
  }

  @Test
  void versionsNeedNoEngine() throws ConfigException {
    options.put("eyas.option.version", "true");
    assertEquals(Map.of("org.eyas.command.version", Map.of("json.output", true, "falco.version", "0.44")),
        configured("json_output=true"));
  }

  @Test
  void oneCommandHasAConfiguration() throws ConfigException {
    assertEquals(List.of("org.eyas.command.run"), commands());
    options.put("eyas.option.describe", "true");
    assertEquals(List.of("org.eyas.command.describe"), commands());
    options.put("eyas.option.validate.0", "a.yaml");
    assertEquals(List.of("org.eyas.command.validate"), commands());
    assertEquals(true, configured().get("org.eyas.command.validate").get("describe"));
  }

  private List<String> commands() throws ConfigException {
    return configured().keySet().stream().filter(pid -> pid.startsWith("org.eyas.command.")).toList();
  }

  @Test
  void listOfFieldsHasThoseOfLoadedPlugins() throws ConfigException {
    options.put("eyas.option.list", "");
    assertEquals("x", configured("plugins[]={name: json, init_config: x}").get("org.eyas.plugin.json").get("init.config"));
    assertEquals("/log", configured("eyas.k8saudit.input=/log").get("org.eyas.plugin.k8saudit").get("input"));
    assertEquals(null, configured().get("org.eyas.plugin.json"));
  }

  @Test
  void schemasNeedNoConfiguration() throws ConfigException {
    options.put("eyas.option.config.schema", "true");
    assertEquals(Map.of("org.eyas.command.config-schema", Map.of()), unconfigured());
  }

  @Test
  void listsHaveTheirFormat() throws ConfigException {
    options.put("eyas.option.list", "syscall");
    options.put("eyas.option.markdown", "true");
    assertEquals(List.of("org.eyas.command.list"), commands());
    assertEquals(
        Map.of("source", "syscall", "format", "markdown", "names.only", false),
        configured().get("org.eyas.command.list"));
    options.put("eyas.option.list.syscall.events", "true");
    assertEquals(
        Map.of("org.eyas.command.list-events", Map.of("format", "markdown")), unconfigured());
  }

  @Test
  void aDryRunIsConfiguredAsTheRun() throws ConfigException {
    options.put("eyas.option.dry.run", "true");
    assertEquals(List.of("org.eyas.command.dry-run"), commands());
    options.put("eyas.option.support", "true");
    options.put("eyas.args", "--support -o json_output=true");
    assertEquals(
        Map.of("cmdline", "eyas --support -o json_output=true", "config", "{\"json_output\":\"true\"}"),
        configured("json_output=true").get("org.eyas.command.support"));
  }

  @Test
  void outputsAreOnlyForRuns() throws ConfigException {
    String[] on = {
        "file_output.enabled=true", "http_output={enabled: true, url: 'http://a'}", "eyas.kafka_output.enabled=true"};
    assertEquals(4, outputs(on).size(), outputs(on)::toString);
    for (String command : List.of("dry.run", "support", "describe")) {
      options.put("eyas.option." + command, "true");
      assertEquals(List.of(), outputs(on), command);
    }
  }

  private List<String> outputs(String... overrides) throws ConfigException {
    return configured(overrides).keySet().stream().filter(pid -> pid.startsWith("org.eyas.output.")).toList();
  }

  private void subcommand(String name, String needs, String keys) {
    options.put("eyas.command", name);
    options.put("eyas.command.needs", needs);
    options.put("eyas.command.keys", keys);
  }

  @Test
  void subcommandReplacesTheRun() throws ConfigException {
    subcommand("test", "RULES", "operand,junit");
    options.put("eyas.option.operand.0", "shell_test.yaml");
    options.put("eyas.option.junit", "out.xml");
    Map<String, Map<String, Object>> all = configured("rules_files=a");
    assertEquals(
        Set.of(
            "org.eyas.engine", "org.eyas.rules", "org.eyas.alerts", "org.eyas.loop", "org.eyas.dispatch",
            "org.eyas.plugin.container",
            "org.eyas.faults", "org.eyas.dns", "org.eyas.hash", "org.eyas.command.test", "org.eyas.provision"),
        all.keySet());
    Map<String, Object> properties = all.get("org.eyas.command.test");
    assertArrayEquals(new String[] {"shell_test.yaml"}, (String[]) properties.get("operand"));
    assertEquals("out.xml", properties.get("junit"));
    assertEquals(Set.of("operand", "junit"), properties.keySet());
    options.put("eyas.option.rules.0", "b");
    assertTrue(configured().containsKey("org.eyas.rules.file"));
  }

  @Test
  void aSubcommandHasWhatItNeeds() throws ConfigException {
    subcommand("import-falco", "NOTHING", "");
    assertEquals(Map.of("org.eyas.command.import-falco", Map.of()), unconfigured());
    subcommand("pushdown", "RULES", "capture");
    options.put("eyas.option.capture", "x.scap");
    assertEquals(Map.of("capture", "x.scap"), configured().get("org.eyas.command.pushdown"));
    assertTrue(configured("rules_files=a").containsKey("org.eyas.rules.file"));
    subcommand("lint", "RULES", "");
    assertEquals(null, configured("rules_files=a").get("org.eyas.rules.file"), "a lint reads no configured rules");
  }
}
