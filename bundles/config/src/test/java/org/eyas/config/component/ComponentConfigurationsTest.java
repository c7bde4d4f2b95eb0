package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of each bundle, from the keys of the file. */
class ComponentConfigurationsTest {
  @TempDir private Path folder;

  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("FALCO_HOSTNAME", "shop"));

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    String file = options.getOrDefault("eyas.option.config", "");
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load(file, List.of(overrides));
    return new ComponentConfigurations(tree, new LaunchProperties(options::get), environment).byPid();
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
  void theModeOfFipsReachesHealth() throws ConfigException {
    assertEquals("always", configured("eyas.fips.mode=always").get("org.eyas.fips").get("mode"));
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

  /** A file that is empty, perhaps because somebody is just writing it, must not start other rules than those of its author. */
  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "json_output: true\n", "rules_files: []\n", "rules_files: {a: b}\n"})
  void aFileOfTheCommandLineThatNamesNoRulesHasNone(String text) throws Exception {
    for (String name : List.of("eyas.yaml", "falco.yaml")) {
      options.put("eyas.option.config", Files.writeString(folder.resolve(name), text).toString());
      assertFalse(configured().containsKey("org.eyas.rules.standard"), name);
      assertArrayEquals(new String[0], (String[]) configured().get("org.eyas.rules.file").get("files"), name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "eyas.rules.shipped=always", "eyas.rules.shipped=auto", "eyas.defaults=eyas", "eyas.sigma.rules_files=/a",
          "rules_files=[/etc/eyas/eyas_rules.local.yaml, /etc/eyas/rules.d]"
      })
  void aFileOfTheCommandLineHasTheShippedRulesThatItAsksFor(String override) throws Exception {
    options.put("eyas.option.config", Files.createFile(folder.resolve("eyas.yaml")).toString());
    assertTrue(configured(override).containsKey("org.eyas.rules.standard"), override);
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
  void webhookOfAuditEventsIsConfiguredIfItsPluginIsLoaded() throws ConfigException {
    Map<String, Object> webhook =
        configured("plugins[]={name: k8saudit}", "eyas.k8saudit.spool.limit_mb=64").get("org.eyas.k8saudit.webhook");
    assertEquals(64, webhook.get("spool.limit.mb"));
    assertEquals("/var/lib/eyas/k8saudit", webhook.get("spool.directory"));
    assertEquals(null, configured().get("org.eyas.k8saudit.webhook"));
  }

  @Test
  void settingsOfEachDriverReachTheEngine() throws ConfigException {
    assertArrayEquals(
        new String[] {
            "kmod/buf_size_preset=9", "kmod/drop_failed_exit=false", "modern_ebpf/cpus_for_each_buffer=0",
            "modern_ebpf/buf_size_preset=4", "modern_ebpf/drop_failed_exit=true", "modern_ebpf/disable_iterators=false",
            "modern_ebpf/pushdown=true", "modern_ebpf/orphan_s=300", "modern_ebpf/rings_mb_total=64", "snaplen=80",
            "dns_server_side=false",
        },
        (String[]) configured(
            "engine.modern_ebpf.cpus_for_each_buffer=0", "engine.modern_ebpf.drop_failed_exit=yes",
            "engine.kmod.buf_size_preset=9")
            .get("org.eyas.engine")
            .get("source.options"));
    assertThrows(ConfigException.class, () -> configured("engine.modern_ebpf.buf_size_preset=11"));
  }

  private Map<String, Object> provision(String... overrides) throws ConfigException {
    return configured(overrides).get("org.eyas.provision");
  }

  @Test
  void theDriverThatIsOpenedFirstPreparesWithTheSettingsThatItIsOpenedWith() throws ConfigException {
    assertEquals("modern_ebpf", provision().get("driver"));
    assertEquals("kmod", provision("engine.kind=kmod").get("driver"));
    assertArrayEquals(
        new String[] {
            "cpus_for_each_buffer=2", "buf_size_preset=5", "drop_failed_exit=false", "disable_iterators=false", "pushdown=false",
            "orphan_s=300", "rings_mb_total=64", "snaplen=80", "dns_server_side=false",
        },
        (String[]) provision("engine.modern_ebpf.buf_size_preset=5", "eyas.pushdown.enabled=false").get("driver.options"));
  }

  @Test
  void noDriverPreparesForACommandAReplayOrAnEngineWithoutSystemCalls() throws ConfigException {
    for (Map<String, String> given : List.of(
        Map.of("describe", "true"), Map.of("capture", "x.scap"), Map.of("disable.source.0", "syscall"),
        Map.of("enable.source.0", "k8s_audit"))) {
      options.clear();
      given.forEach((name, value) -> options.put("eyas.option." + name, value));
      assertEquals("", provision().get("driver"), given::toString);
    }
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
}
