package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("FALCO_HOSTNAME", "shop"));

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return new Configurations(tree, new LaunchProperties(options::get), environment).byPid();
  }

  private Map<String, Map<String, Object>> unconfigured() throws ConfigException {
    return new Configurations(ConfigTree.EMPTY, new LaunchProperties(options::get), Map.of()).byPid();
  }

  @Test
  void anEventsFileMeansReplay() throws ConfigException {
    options.put("eyas.option.capture", "x.scap");
    Map<String, Object> engine = configured().get("org.eyas.engine");
    assertEquals("replay", engine.get("engine.kind"));
    assertEquals("x.scap", engine.get("capture.file"));
    assertEquals("shop", configured().get("org.eyas.alerts").get("hostname"));
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
  void limitsOfRulesReachTheEngineAndTheLoaderOfFiles() throws ConfigException {
    Map<String, Map<String, Object>> all =
        configured("eyas.rules.limits.file_kb=7", "eyas.rules.limits.condition_size=8", "eyas.rules.limits.seconds=9");
    assertEquals(7, all.get("org.eyas.rules.file").get("limits.file.kb"));
    Map<String, Object> engine = all.get("org.eyas.rules");
    assertEquals(7, engine.get("limits.file.kb"));
    assertEquals(8, engine.get("limits.condition.size"));
    assertEquals(9, engine.get("limits.seconds"));
    assertEquals(10_000, engine.get("limits.exception.values"));
  }

  @Test
  void rulesFilesOfTheCommandLineReplaceTheConfiguredOnes() throws ConfigException {
    assertArrayEquals(
        new String[] {"a"}, (String[]) configured("rules_files=a").get("org.eyas.rules.file").get("files"));
    options.put("eyas.option.rules.0", "b");
    options.put("eyas.option.rules.1", "c");
    Map<String, Object> rules = configured("rules_files=a").get("org.eyas.rules.file");
    assertArrayEquals(new String[] {"b", "c"}, (String[]) rules.get("files"));
    assertEquals(true, rules.get("explicit"));
  }

  @Test
  void versionsNeedNoEngine() throws ConfigException {
    options.put("eyas.option.version", "true");
    assertEquals(Map.of("org.eyas.command.version", Map.of("json.output", true)), configured("json_output=true"));
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
  void shippedRulesForAuditEventsAreUsedIfTheirPluginsAreLoaded() throws ConfigException {
    assertFalse(configured().containsKey("org.eyas.rules.audit"));
    assertTrue(configured("eyas.k8saudit.input=/a").containsKey("org.eyas.rules.audit"));
    assertFalse(configured("eyas.k8saudit.input=/a", "eyas.rules.shipped=never").containsKey("org.eyas.rules.audit"));
    assertFalse(configured("plugins[]={name: k8saudit}").containsKey("org.eyas.rules.audit"));
    options.put("eyas.option.rules.0", "mine.yaml");
    assertFalse(configured("eyas.k8saudit.input=/a").containsKey("org.eyas.rules.audit"));
  }

  @Test
  void shippedRulesAreUsedUnlessOthersAreNamed() throws ConfigException {
    assertTrue(configured().containsKey("org.eyas.rules.standard"));
    assertTrue(configured("rules_files[]=mine.yaml").containsKey("org.eyas.rules.standard"));
    assertFalse(configured("rules_files=falco_rules.yaml").containsKey("org.eyas.rules.standard"));
    assertTrue(
        configured("rules_files=falco_rules.yaml", "eyas.rules.shipped=always").containsKey("org.eyas.rules.standard"));
    assertFalse(configured("eyas.rules.shipped=never").containsKey("org.eyas.rules.standard"));
    options.put("eyas.option.rules.0", "mine.yaml");
    assertFalse(configured().containsKey("org.eyas.rules.standard"));
    assertTrue(configured("eyas.rules.shipped=always").containsKey("org.eyas.rules.standard"));
    options.put("eyas.option.validate.0", "mine.yaml");
    assertFalse(configured("eyas.rules.shipped=always").containsKey("org.eyas.rules.standard"));
  }

  @Test
  void aTextToPrintIsAddedToEveryOutputUnlessSuggestedAnyway() throws ConfigException {
    options.put("eyas.option.print", "%proc.name");
    String[] entries = (String[]) configured().get("org.eyas.rules").get("append.output");
    assertArrayEquals(
        new String[] {"{\"suggested_output\":\"true\"}", "{\"extra_output\":\"%proc.name\"}"}, entries);
    options.put("eyas.option.print", "c");
    assertEquals(1, ((String[]) configured().get("org.eyas.rules").get("append.output")).length);
  }

  @Test
  void entriesOfAppendOutputKeepTheirMeaning() throws ConfigException {
    String[] entries =
        (String[]) configured(
            "append_output[]={match: {source: syscall, tags: [a, b], rule: R}, extra_output: \"x=%proc.name\"}",
            "append_output[]={extra_fields: [ka.verb, ka.verb, {f: \"%a\"}], suggested_output: yes}")
            .get("org.eyas.rules")
            .get("append.output");
    assertArrayEquals(
        new String[] {
            "{\"suggested_output\":\"true\"}",
            "{\"match\":{\"source\":\"syscall\",\"rule\":\"R\",\"tags\":[\"a\",\"b\"]},\"extra_output\":\"x=%proc.name\"}",
            "{\"extra_fields\":[\"ka.verb\",{\"f\":\"%a\"}],\"suggested_output\":\"true\"}",
        },
        entries);
  }

  @Test
  void rulesAreSelectedByNameAndTagInEitherForm() throws ConfigException {
    assertArrayEquals(
        new String[] {"disable tag:maturity_incubating", "enable rule:Adding ssh keys to authorized_keys"},
        selected("rules[].disable.tag=maturity_incubating", "rules[].enable.rule=Adding ssh keys to authorized_keys"));
    assertArrayEquals(
        new String[] {"disable tag:maturity_incubating", "enable rule:hello*"},
        selected("rules[]={\"disable\": {\"tag\": \"maturity_incubating\"}}", "rules[]={\"enable\": {\"rule\": \"hello*\"}}"));
    assertArrayEquals(
        new String[] {"disable rule:R", "disable tag:t"}, selected("rules[]={disable: {tag: t, rule: R}}"));
  }

  private String[] selected(String... overrides) throws ConfigException {
    return (String[]) configured(overrides).get("org.eyas.rules").get("rules.selection");
  }

  @Test
  void settingsOfALoadedPluginReachItsBundle() throws ConfigException {
    var container =
        configured("plugins[]={name: container, init_config: {label_max_len: 100}}", "load_plugins[]=container")
            .get("org.eyas.plugin.container");
    assertEquals("{\"label_max_len\":100}", container.get("init.config"));
    assertEquals(
        Map.of("plugin.name", "json", "init.config", "", "open.params", ""),
        configured("plugins[]={name: json}").get("org.eyas.plugin.json"));
  }

  @Test
  void listOfFieldsHasThoseOfLoadedPlugins() throws ConfigException {
    options.put("eyas.option.list", "");
    assertEquals("x", configured("plugins[]={name: json, init_config: x}").get("org.eyas.plugin.json").get("init.config"));
    assertEquals("/log", configured("eyas.k8saudit.input=/log").get("org.eyas.plugin.k8saudit").get("input"));
    assertEquals(null, configured().get("org.eyas.plugin.json"));
  }

  @Test
  void webhookOfAuditEventsIsConfiguredIfItsPluginIsLoaded() throws ConfigException {
    Map<String, Object> webhook =
        configured("plugins[]={name: k8saudit}", "eyas.k8saudit.spool.limit_mb=64").get("org.eyas.k8saudit.webhook");
    assertEquals(64, webhook.get("spool.limit.mb"));
    assertEquals("/var/lib/eyas/k8saudit", webhook.get("spool.directory"));
    assertEquals(null, configured().get("org.eyas.k8saudit.webhook"));
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

  @Test
  void settingsOfEachDriverReachTheEngine() throws ConfigException {
    assertArrayEquals(
        new String[] {
            "kmod/buf_size_preset=9", "kmod/drop_failed_exit=false", "modern_ebpf/cpus_for_each_buffer=0",
            "modern_ebpf/buf_size_preset=4", "modern_ebpf/drop_failed_exit=true", "modern_ebpf/disable_iterators=false",
            "snaplen=80",
        },
        (String[]) configured(
            "engine.modern_ebpf.cpus_for_each_buffer=0", "engine.modern_ebpf.drop_failed_exit=yes",
            "engine.kmod.buf_size_preset=9")
            .get("org.eyas.engine")
            .get("source.options"));
    assertThrows(ConfigException.class, () -> configured("engine.modern_ebpf.buf_size_preset=11"));
  }

  @Test
  void ebpfIsAnotherNameOfModernEbpf() throws ConfigException {
    assertEquals("modern_ebpf", configured("engine.kind=ebpf").get("org.eyas.engine").get("engine.kind"));
  }

  @Test
  void disabledOutputHasNoConfiguration() throws ConfigException {
    assertFalse(configured("stdout_output.enabled=false").containsKey("org.eyas.output.stdout"));
  }

  @Test
  void theKafkaOutputHasItsKeysAndItsBundleIsInstalledForRuns() throws ConfigException {
    String on = "eyas.kafka_output={enabled: true, bootstrap_servers: ['a:1', 'b:2'], properties: {ssl.key.password: 'x=y'}}";
    Map<String, Map<String, Object>> configured = configured(on, "eyas.kafka_output.spool.directory=/s");
    Map<String, Object> kafka = configured.get("org.eyas.output.kafka");
    assertArrayEquals(new String[] {"a:1", "b:2"}, (String[]) kafka.get("bootstrap.servers"));
    assertArrayEquals(new String[] {"ssl.key.password=x=y"}, (String[]) kafka.get(".properties"));
    assertEquals(List.of("eyas-alerts", "hostname", "falco", "/s"),
        Stream.of("topic", "key", "format", "spool.directory").map(kafka::get).toList());
    assertEquals(true, configured.get("org.eyas.provision").get("kafka"));
    assertEquals(false, configured().get("org.eyas.provision").get("kafka"));
    assertFalse(configured().containsKey("org.eyas.output.kafka"));
  }

  @Test
  void webServerIsOnlyForLiveRuns() throws ConfigException {
    String on = "webserver.enabled=true";
    assertEquals(8765, configured(on).get("org.eyas.web").get("listen.port"));
    assertEquals("/healthz", configured(on).get("org.eyas.web").get("k8s.healthz.endpoint"));
    assertFalse(configured("webserver.enabled=false").containsKey("org.eyas.web"));
    options.put("eyas.option.dry.run", "true");
    assertFalse(configured(on).containsKey("org.eyas.web"));
    options.remove("eyas.option.dry.run");
    options.put("eyas.option.capture", "x.scap");
    assertFalse(configured(on).containsKey("org.eyas.web"));
  }

  @Test
  void theGrpcServerIsForRunsAndItsOutputNeedsIt() throws ConfigException {
    String server = "grpc={enabled: true, bind_address: 'unix:///x', threadiness: 3}";
    Map<String, Object> grpc = configured(server, "eyas.grpc={queue: 7, max_clients: 2}").get("org.eyas.grpc");
    assertEquals(
        Map.of(
            "bind.address", "unix:///x", "threadiness", 3, "private.key", "/etc/falco/certs/server.key",
            "cert.chain", "/etc/falco/certs/server.crt", "root.certs", "/etc/falco/certs/ca.crt",
            "delivery", "broadcast", "queue", 7, "max.clients", 2, "socket.mode", "0600"),
        grpc);
    assertFalse(configured(server).containsKey("org.eyas.output.grpc"));
    assertTrue(configured(server, "grpc_output.enabled=true").containsKey("org.eyas.output.grpc"));
    assertFalse(configured("grpc_output.enabled=true").containsKey("org.eyas.output.grpc"));
    options.put("eyas.option.dry.run", "true");
    assertFalse(configured(server).containsKey("org.eyas.grpc"));
  }

  @Test
  void selectionAndStructuredKeysAreTexts() throws ConfigException {
    options.put("eyas.option.disable.tag.0", "net");
    Map<String, Object> engine =
        configured("rules[]={disable: {rule: \"*shell*\"}}", "static_fields.env=prod").get("org.eyas.rules");
    assertArrayEquals(
        new String[] {"disable rule:*shell*", "disable tag:net"}, (String[]) engine.get("rules.selection"));
    assertArrayEquals(new String[] {"env=prod"}, (String[]) engine.get("static.fields"));
    assertArrayEquals(
        new String[] {"{\"suggested_output\":\"true\"}"}, (String[]) engine.get("append.output"));
  }

  @Test
  void valuesOutsideOfTheirChoiceAreRefused() {
    assertThrows(ConfigException.class, () -> configured("rule_matching=some"));
    assertThrows(ConfigException.class, () -> configured("rules[]={enabel: {tag: x}}"));
    options.put("eyas.option.duration", "soon");
    assertThrows(ConfigException.class, this::configured);
  }

  @Test
  void bundlesAreChosenByTheFileOrTheCommandLineAndFollowedInARunOnly() throws ConfigException {
    Map<String, Object> run = configured("eyas.bundles.start[]=!web").get("org.eyas.provision");
    assertArrayEquals(new String[] {"!web"}, (String[]) run.get("start"));
    assertEquals("/etc/eyas/bundles.d", run.get("directory"));
    assertEquals(true, run.get("watch"));
    options.put("eyas.option.bundles", "*, !output-http");
    options.put("eyas.option.describe", "true");
    Map<String, Object> described = configured("eyas.bundles.start[]=!web").get("org.eyas.provision");
    assertArrayEquals(new String[] {"*", "!output-http"}, (String[]) described.get("start"));
    assertEquals(false, described.get("watch"));
  }

  @Test
  void componentsOfOthersGetTheirSettings() throws ConfigException {
    Map<String, Object> acme =
        configured("eyas.components[]={pid: org.acme.output, config: {url: x, ports: [1, 2]}}").get("org.acme.output");
    assertEquals("x", acme.get("url"));
    assertArrayEquals(new String[] {"1", "2"}, (String[]) acme.get("ports"));
  }

  @Test
  void rejectsComponentsOfEyasAndEntriesWithoutAPid() {
    for (String entry : List.of("{pid: org.eyas.output.file}", "{config: {a: b}}", "{pid: a.b, config: {x: {y: z}}}")) {
      assertThrows(ConfigException.class, () -> configured("eyas.components[]=" + entry), entry);
    }
  }

  @Test
  void subcommandReplacesTheRun() throws ConfigException {
    options.put("eyas.command", "test");
    options.put("eyas.option.operand.0", "shell_test.yaml");
    Map<String, Map<String, Object>> all = configured("rules_files=a");
    assertEquals(
        Set.of(
            "org.eyas.engine", "org.eyas.rules", "org.eyas.alerts", "org.eyas.loop", "org.eyas.dispatch",
            "org.eyas.plugin.container",
            "org.eyas.faults", "org.eyas.command.test", "org.eyas.provision"),
        all.keySet());
    assertArrayEquals(
        new String[] {"shell_test.yaml"}, (String[]) all.get("org.eyas.command.test").get("files"));
    options.put("eyas.option.rules.0", "b");
    assertTrue(configured().containsKey("org.eyas.rules.file"));
  }

  @Test
  void anAuditPolicyNeedsItsWord() throws ConfigException {
    options.put("eyas.command", "k8saudit");
    assertEquals(
        "say what to do: eyas k8saudit policy [-r RULES]",
        assertThrows(ConfigException.class, this::configured).getMessage());
    options.put("eyas.option.operand.0", "policy");
    assertTrue(configured().containsKey("org.eyas.command.k8saudit"));
  }

  @Test
  void aPushdownTakesRulesAndACapture() throws ConfigException {
    options.put("eyas.command", "pushdown");
    options.put("eyas.option.capture", "x.scap");
    assertEquals("x.scap", configured().get("org.eyas.command.pushdown").get("capture"));
    options.put("eyas.option.operand.0", "rules.yaml");
    assertEquals(
        "name the rules with -r: eyas pushdown [-r RULES] [-e CAPTURE]",
        assertThrows(ConfigException.class, this::configured).getMessage());
  }

  @Test
  void aLintTakesFilesAndReadsNoConfiguredRules() throws ConfigException {
    options.put("eyas.command", "rules");
    options.put("eyas.option.operand.0", "lint");
    assertEquals(
        "name the files of rules: eyas rules lint FILE... [-r RULES]",
        assertThrows(ConfigException.class, this::configured).getMessage());
    options.put("eyas.option.operand.1", "mine.yaml");
    assertArrayEquals(new String[] {"mine.yaml"}, (String[]) configured().get("org.eyas.command.lint").get("files"));
  }

  @Test
  void anExplanationNeedsOneRuleAndOnePlaceOfItsEvent() throws ConfigException {
    options.put("eyas.command", "explain");
    options.put("eyas.option.operand.0", "a rule");
    String noEvent = assertThrows(ConfigException.class, this::configured).getMessage();
    assertEquals("say where the event is: -e CAPTURE, or --test FILE --case NAME", noEvent);
    options.put("eyas.option.capture", "x.scap");
    options.put("eyas.option.event", "17");
    assertEquals(17L, configured().get("org.eyas.command.explain").get("event"));
    options.put("eyas.option.event", "first");
    String noNumber = assertThrows(ConfigException.class, this::configured).getMessage();
    assertEquals("option --event needs an event's number, not 'first'", noNumber);
  }
}
