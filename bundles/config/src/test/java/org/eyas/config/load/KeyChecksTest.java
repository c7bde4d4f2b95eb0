package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings about keys: wrong values, and keys without an effect. */
class KeyChecksTest {
  @TempDir Path folder;

  private ConfigLoader loader = new ConfigLoader(name -> null, List.of());

  private ConfigTree loaded(String text) throws Exception {
    loader = new ConfigLoader(name -> null, List.of());
    return loader.load(Files.writeString(folder.resolve("falco.yaml"), text).toString(), List.of());
  }

  private ConfigTree overridden(String... overrides) throws ConfigException {
    loader = new ConfigLoader(name -> null, List.of());
    return loader.load("", List.of(overrides));
  }

  /** The warnings without the folder of the file, and without the warning that these files have no output. */
  private List<String> warnings() {
    return loader.warnings().stream()
        .filter(line -> !line.contains("no output is enabled"))
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  private String refusal(String text) {
    String message = String.valueOf(assertThrows(ConfigException.class, () -> loaded(text)).getMessage());
    return message.replace(folder + "/", "");
  }

  @Test
  void absentKeysOfFalcosFileHaveFalcosOwnDefaults() throws Exception {
    ConfigTree bare = loaded("json_output: true\n");
    assertFalse(bare.flag("stdout_output.enabled"));
    assertTrue(bare.flag("log_stderr"));
    assertEquals(List.of(), bare.list("append_output"));
    assertEquals(List.of(), bare.list("rules_files"));
    assertEquals("5000", bare.text("metrics.interval"));
    assertEquals(List.of("ignore"), bare.texts("syscall_event_drops.actions"));
    ConfigTree shipped = overridden("json_output=true");
    assertTrue(shipped.flag("stdout_output.enabled"));
    assertTrue(shipped.flag("log_stderr"));
    assertEquals("1h", shipped.text("metrics.interval"));
    assertEquals(List.of("log", "alert"), shipped.texts("syscall_event_drops.actions"));
  }

  @Test
  void aKeyWithoutAValueHasItsDefaultAndAListWithoutElementsNone() throws Exception {
    ConfigTree tree = loaded("priority:\nengine:\nplugins:\nappend_output: ~\nlog_level: null\n");
    assertEquals("debug", tree.text("priority"));
    assertEquals("auto", tree.text("engine.kind"));
    assertEquals(List.of(), tree.list("append_output"));
    assertEquals("info", tree.text("log_level"));
    assertEquals(List.of(), warnings());
  }

  @Test
  void wrongValueOfAFileIsReportedAndTheDefaultIsUsed() throws Exception {
    ConfigTree tree =
        loaded("stdout_output: {enabled: true}\njson_output: maybe\noutputs_queue: {capacity: -5}\nrules_files: {a: b}\n");
    assertFalse(tree.flag("json_output"));
    assertEquals(0, tree.number("outputs_queue.capacity"));
    assertEquals(List.of(), tree.list("rules_files"));
    assertEquals(
        List.of(
            "falco.yaml:2: 'json_output' must be true or false, not 'maybe'; the default is used: false",
            "falco.yaml:3: 'outputs_queue.capacity' must be a whole number that is not negative, not '-5';"
                + " the default is used: 0",
            "falco.yaml:4: 'rules_files' must be a list of texts, not keys and values; the default is used: []"),
        warnings());
    assertTrue(loader.statuses().toString().contains("failed for <root>[json_output]: Value type not permitted"));
  }

  @Test
  void aValueOfAMillionCharactersIsRefusedAndNeverEchoed() {
    String digits = "9".repeat(1_000_000);
    String tooLong = "has a value of more than 65536 characters; shorten it";
    for (String text : List.of(
        "priority: " + digits, "outputs_queue: {capacity: " + digits + "}", "rules_files: [" + digits + "]",
        "metrics: {interval: " + digits + "s}")) {
      String message = refusal(text + "\n");
      assertTrue(message.contains(tooLong) && message.length() < 300, () -> message.substring(0, 300));
    }
    String message = String.valueOf(
        assertThrows(ConfigException.class, () -> overridden("outputs_queue.capacity=" + digits)).getMessage());
    assertTrue(message.contains(tooLong), () -> message.substring(0, 300));
    String shorter = String.valueOf(
        assertThrows(ConfigException.class, () -> overridden("priority=" + digits.substring(0, 60_000))).getMessage());
    assertTrue(shorter.length() < 500, () -> shorter.substring(0, 500));
  }

  @Test
  void aWrongValueOfTheCommandLineIsRefused() {
    assertEquals(
        "Error parsing config option \"json_output=maybe\": 'json_output' must be true or false, not 'maybe'",
        assertThrows(ConfigException.class, () -> overridden("json_output=maybe")).getMessage());
    assertEquals(
        "Error parsing config option \"rule_matching=some\": 'rule_matching' must be one of first, all, not 'some'",
        assertThrows(ConfigException.class, () -> overridden("rule_matching=some")).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "engine: {kind: ebpff}        | 'engine.kind' must be one of auto, modern_ebpf, kmod, ptrace, replay, nodriver, ebpf, not 'ebpff'",
          "engine: {kind: gvisor}       | 'engine.kind' must be one of auto, modern_ebpf, kmod, ptrace, replay, nodriver, ebpf, not 'gvisor'",
          "capture: {mode: none}        | 'capture.mode' must be one of rules, all_rules, not 'none'",
          "rule_matching: some          | 'rule_matching' must be one of first, all, not 'some'",
          "log_level: loud              | 'log_level' must be one of emergency, alert, critical, error, warning, notice, info, debug, not 'loud'",
          "libs_logger: {severity: x}   | 'libs_logger.severity' must be one of fatal, critical, error, warning, notice, info, debug, trace, not 'x'",
          "webserver: {listen_address: localhost} | 'webserver.listen_address' must be an IP address, not 'localhost'",
          "syscall_event_drops: {threshold: 2}    | syscall event drops threshold must be a double in the range [0, 1] ('syscall_event_drops.threshold' is '2')",
          "syscall_event_timeouts: {max_consecutives: 0} | the maximum consecutive timeouts without an event must be an unsigned integer > 0 ('syscall_event_timeouts.max_consecutives' is '0')",
          "falco_libs: 512              | 'falco_libs' is '512', it must contain keys: thread_table_size, thread_table_auto_purging_interval_s, thread_table_auto_purging_thread_timeout_s, snaplen",
          "plugins: [a]                 | 'plugins' must be a list of entries, each with its own keys, not a list",
          "append_output: [a]           | 'append_output' must be a list of entries, each with its own keys, not a list",
          "append_output: [{suggested_output: x}] | 'append_output[0].suggested_output' must be true or false, not 'x'",
          "append_output: [{extra_fields: {a: b}}] | 'append_output[0].extra_fields' must be a list of fields, or of names each with a format, not keys and values",
          "append_output: [{extra_fields: [a, {a: b}]}] | 'append_output[0].extra_fields' has the name 'a' twice",
          "append_output: [{extra_fields: [{a: b}, {a: c}]}] | 'append_output[0].extra_fields' has the name 'a' twice",
          "append_output: [{extra_fields: [{a: b}, a]}] | 'append_output[0].extra_fields' has the name 'a' twice",
          "syscall_event_drops: {actions: [log, cry]} | available actions for syscall event drops are \"ignore\", \"log\", \"alert\", and \"exit\", not \"cry\"",
          "syscall_event_drops: {actions: [ignore, log]} | syscall event drop action \"log\" does not make sense with the \"ignore\" action",
          "file_output: {enabled: true} | file output enabled but no filename in configuration block (set file_output.filename)",
          "program_output: {enabled: true} | program output enabled but no program in configuration block (set program_output.program)",
          "http_output: {enabled: true} | http output enabled but no url in configuration block (set http_output.url)",
          "metrics: {enabled: true, output_rule: true, interval: 90} | 'metrics.interval' must be a duration of at least 100ms such as 1h, 15m or 30s, not '90'",
          "metrics: {enabled: true, output_rule: true, interval: 99ms} | 'metrics.interval' must be a duration of at least 100ms such as 1h, 15m or 30s, not '99ms'",
          "metrics: {enabled: true} | metrics are enabled but go nowhere (set metrics.output_rule, metrics.output_file or webserver.prometheus_metrics_enabled)",
          "{rules_file: a, rules_files: b} | both 'rules_files' and 'rules_file' keys set",
      })
  void whatFalcoRefusesIsRefusedWithFileAndLine(String text, String message) {
    assertEquals("Error reading config file (falco.yaml:1): " + message, refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "priority: WARNING", "priority: Info", "rule_matching: ALL", "engine: {kind: kmod}", "json_output: On",
          "webserver: {listen_address: '21DA:D3:0:2F3B:2AA:FF:FE28:9C5A'}", "metrics: {interval: 15m}",
          "syscall_event_drops: {actions: [ignore]}", "syscall_event_drops: {actions: [exit]}", "rules_files: one.yaml",
          "static_fields: {a: b}", "outputs_queue: {capacity: 0x10}",
      })
  void whatFalcoTakesIsTakenWithoutAWord(String text) throws Exception {
    loaded(text);
    assertEquals(List.of(), warnings());
  }

  @Test
  void aValueThatALaterSourceCorrectsDoesNotCount() throws Exception {
    String file = Files.writeString(folder.resolve("falco.yaml"), "priority: foo\nlog_stderr: 7\n").toString();
    ConfigTree tree = loader.load(file, List.of("priority=error", "log_stderr=yes"));
    assertEquals("error", tree.text("priority"));
    assertTrue(tree.flag("log_stderr"));
    assertEquals(List.of(), warnings());
  }

  @Test
  void keysWithoutAnEffectAreReportedOnceIfTheirValueDiffers() throws Exception {
    loaded("engine: {modern_ebpf: {disable_iterators: false}}\nhttp_output: {enabled: true, url: http://x, echo: true}\n");
    assertEquals(List.of(), warnings());
    loaded("engine:\n  modern_ebpf:\n    disable_iterators: true\n");
    assertEquals(
        List.of(
            "falco.yaml:3: 'engine.modern_ebpf.disable_iterators: true' has no effect: Eyas reads the initial processes from"
                + " /proc anyway"),
        warnings());
  }

  @Test
  void keysWithTheSameProblemShareALine() throws Exception {
    loaded(
        "falco_libs: {snaplen: 80}\nmetadata_download: {max_mb: 5, chunk_wait_us: 9}\noutput_timeout: 2000\n");
    assertEquals(
        List.of(
            "falco.yaml: 'metadata_download.max_mb', 'metadata_download.chunk_wait_us' have no effect any more: metadata of"
                + " Kubernetes comes with the plugins container and k8smeta"),
        warnings());
  }

  @Test
  void builtInValuesCauseNoWarning() throws ConfigException {
    overridden();
    assertEquals(List.of(), warnings());
  }

  @Test
  void keysOfTheCommandLineCauseWarningsLikeThoseOfAFile() throws ConfigException {
    overridden("engine.modern_ebpf.disable_iterators=true", "libs_logger.severity=debug");
    assertEquals(
        List.of(
            "-o engine.modern_ebpf.disable_iterators=true: 'engine.modern_ebpf.disable_iterators: true' has no effect: Eyas"
                + " reads the initial processes from /proc anyway",
            "-o libs_logger.severity=debug: 'libs_logger.severity: debug' has no effect: all parts of Eyas share one log;"
                + " use log_level"),
        warnings());
  }

  @Test
  void oldKeysSetTheKeysThatReplaceThem() throws Exception {
    ConfigTree tree =
        loaded(
            "rules_file: [a, b]\nsyscall_buf_size_preset: 6\nmodern_bpf: {cpus_for_each_syscall_buffer: 3}\n"
                + "syscall_drop_failed_exit: true\nengine: {kind: ebpf, ebpf: {buf_size_preset: 7, probe: x.o}}\n");
    assertEquals(List.of("a", "b"), tree.texts("rules_files"));
    assertEquals(6, tree.number("engine.kmod.buf_size_preset"));
    assertEquals(6, tree.number("engine.modern_ebpf.buf_size_preset"));
    assertEquals(3, tree.number("engine.modern_ebpf.cpus_for_each_buffer"));
    assertTrue(tree.flag("engine.modern_ebpf.drop_failed_exit"));
    assertTrue(warnings().contains("falco.yaml:1: 'rules_file' is an old key, use: rules_files"), warnings().toString());
    assertTrue(
        warnings().contains(
            "falco.yaml:5: 'engine.ebpf.probe' has no effect any more: the probe is part of Eyas, engine.kind modern_ebpf"),
        warnings().toString());
  }

  @Test
  void anOldKeyDoesNotOverrideTheNewOne() throws Exception {
    ConfigTree tree = loaded("syscall_buf_size_preset: 6\nengine: {modern_ebpf: {buf_size_preset: 2}}\n");
    assertEquals(2, tree.number("engine.modern_ebpf.buf_size_preset"));
    assertEquals(6, tree.number("engine.kmod.buf_size_preset"));
  }

  @Test
  void removedKeysSayWhatToDo() throws Exception {
    loaded("outputs: {rate: 10, max_burst: 20}\ncontainer_engines: {docker: {enabled: false}}\n");
    assertEquals(
        List.of(
            "falco.yaml: 'outputs.rate', 'outputs.max_burst' have no effect any more: eyas.throttle limits"
                + " alerts by rule and key;"
                + " outputs_queue.capacity limits how many may wait",
            "falco.yaml:2: 'container_engines.docker.enabled' has no effect any more: init_config of the plugin container has"
                + " engines.docker"),
        warnings());
  }

  @Test
  void valuesThatFalcoOnceShippedCauseNoWarning() throws Exception {
    loaded(
        "outputs: {rate: 1, max_burst: 1000}\ncontainer_engines: {docker: {enabled: true}, cri: {sockets:"
            + " [/run/containerd/containerd.sock, /run/crio/crio.sock, /run/k3s/containerd/containerd.sock]}}\n"
            + "metadata_download: {max_mb: 100}\nsyscall_buf_size_preset: 4\nlibs_logger: {enabled: false, severity: debug}\n"
            + "engine: {kind: modern_ebpf, ebpf: {probe: x.o, buf_size_preset: 9}, kmod: {buf_size_preset: 9},"
            + " gvisor: {config: ''}}\n");
    assertEquals(List.of(), warnings());
  }

  @Test
  void settingsOfTheEngineThatIsNotUsedDoNotCount() throws Exception {
    ConfigTree tree = loaded("engine: {kind: kmod, ebpf: {buf_size_preset: 9}, modern_ebpf: {disable_iterators: true}}\n");
    assertEquals(4, tree.number("engine.modern_ebpf.buf_size_preset"));
    assertEquals(List.of(), warnings());
    loaded("engine: {kind: auto, modern_ebpf: {disable_iterators: true}}\n");
    assertEquals(1, warnings().size());
  }

  @Test
  void unknownKeysInListsAndOfEyasItselfAreFoundToo() throws Exception {
    loaded(
        "eyas: {rulez: {generated: true}}\nappend_output:\n- sugested_output: true\n- match: {sorce: x}\n"
            + "static_fields: {anything: x}\nplugins: [{name: json, init_config: {anything: x}}]\nload_plugins: []\n");
    assertEquals(
        List.of(
            "falco.yaml:1: unknown key 'eyas.rulez' (did you mean 'rules'?)",
            "falco.yaml: unknown key 'append_output[0].sugested_output' (did you mean 'suggested_output'?)",
            "falco.yaml: unknown key 'append_output[1].match.sorce' (did you mean 'source'?)"),
        warnings());
  }

  @Test
  void configurationWithoutOutputsCausesAWarning() throws Exception {
    loaded("json_output: true\n");
    assertEquals(1, loader.warnings().size());
    String warning = loader.warnings().getFirst();
    assertTrue(warning.startsWith("no output is enabled, alerts are only counted: stdout_output.enabled, "), warning);
    loaded("stdout_output: {enabled: true}\n");
    assertEquals(List.of(), loader.warnings());
    overridden("stdout_output.enabled=false");
    assertEquals(1, loader.warnings().size());
  }

  @Test
  void switchWithoutItsMainSwitchCausesAWarning() throws Exception {
    loaded("grpc_output: {enabled: true}\nwebserver: {enabled: true, prometheus_metrics_enabled: true}\n");
    assertEquals(
        List.of(
            "falco.yaml:1: 'grpc_output.enabled: true' has no effect: grpc.enabled is false",
            "falco.yaml:2: 'webserver.prometheus_metrics_enabled: true' has no effect: metrics.enabled is false"),
        warnings());
    assertEquals(1, loader.warnings().stream().filter(line -> line.startsWith("no output is enabled")).count(),
        "gRPC is not an enabled output then");
    loaded("grpc_output: {enabled: true}\ngrpc: {enabled: true}\n");
    assertEquals(List.of(), loader.warnings());
  }

  @Test
  void entryForARuleAndTagsCausesAWarning() throws Exception {
    loaded("append_output: [{match: {rule: R, tags: [a, b]}, extra_output: x}]\n");
    assertEquals(
        List.of(
            "falco.yaml:1: 'append_output[0]' names a rule (R) and tags (a, b): it applies only to this rule, and only if the rule has"
                + " all the tags"),
        warnings());
  }
}
