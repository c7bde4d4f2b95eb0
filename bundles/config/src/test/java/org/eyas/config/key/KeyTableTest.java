package org.eyas.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private final KeyTable table = KeyTable.all();

  /** All keys of Falco 0.44.1's configuration file and code, and those of 0.43.1 that were removed since. */
  private static final String FALCO =
      """
      config_files watch_config_files rules_files rules
      engine.kind engine.kmod.buf_size_preset engine.kmod.drop_failed_exit engine.modern_ebpf.cpus_for_each_buffer
      engine.modern_ebpf.buf_size_preset engine.modern_ebpf.drop_failed_exit engine.modern_ebpf.disable_iterators
      engine.replay.capture_file engine.ebpf.probe engine.ebpf.buf_size_preset engine.ebpf.drop_failed_exit
      engine.gvisor.config engine.gvisor.root
      capture.enabled capture.path_prefix capture.mode capture.default_duration capture.max_file_size_mb
      plugins load_plugins plugins_hostinfo time_format_iso_8601 buffer_format_base64 priority
      json_output json_include_output_property json_include_message_property json_include_output_fields_property
      json_include_tags_property buffered_outputs rule_matching outputs_queue.capacity append_output static_fields
      stdout_output.enabled syslog_output.enabled file_output.enabled file_output.keep_alive file_output.filename
      program_output.enabled program_output.keep_alive program_output.program
      http_output.enabled http_output.url http_output.user_agent http_output.insecure http_output.ca_cert
      http_output.ca_bundle http_output.ca_path http_output.mtls http_output.client_cert http_output.client_key
      http_output.echo http_output.compress_uploads http_output.keep_alive http_output.max_consecutive_timeouts
      grpc.enabled grpc.bind_address grpc.threadiness grpc.private_key grpc.cert_chain grpc.root_certs grpc_output.enabled
      webserver.enabled webserver.threadiness webserver.listen_port webserver.listen_address
      webserver.k8s_healthz_endpoint webserver.prometheus_metrics_enabled webserver.ssl_enabled webserver.ssl_certificate
      log_stderr log_syslog log_level libs_logger.enabled libs_logger.severity output_timeout
      syscall_event_timeouts.max_consecutives syscall_event_drops.threshold syscall_event_drops.actions
      syscall_event_drops.rate syscall_event_drops.max_burst syscall_event_drops.simulate_drops
      metrics.enabled metrics.interval metrics.output_rule metrics.output_file metrics.rules_counters_enabled
      metrics.resource_utilization_enabled metrics.state_counters_enabled metrics.kernel_event_counters_enabled
      metrics.kernel_event_counters_per_cpu_enabled metrics.libbpf_stats_enabled metrics.plugins_metrics_enabled
      metrics.kernel_iter_event_counters_enabled metrics.jemalloc_stats_enabled metrics.convert_memory_to_mb
      metrics.include_empty_values base_syscalls.custom_set base_syscalls.repair base_syscalls.all
      falco_libs.thread_table_size falco_libs.thread_table_auto_purging_interval_s
      falco_libs.thread_table_auto_purging_thread_timeout_s falco_libs.snaplen
      """;

  /** Keys of Falco 0.32 to 0.41 that were renamed or removed since. */
  private static final String OLD =
      """
      rules_file outputs.rate outputs.max_burst metadata_download.max_mb metadata_download.chunk_wait_us
      metadata_download.watch_freq_sec syscall_buf_size_preset syscall_drop_failed_exit
      modern_bpf.cpus_for_each_syscall_buffer container_engines.docker.enabled container_engines.cri.enabled
      container_engines.cri.sockets container_engines.cri.disable_async container_engines.podman.enabled
      container_engines.lxc.enabled container_engines.libvirt_lxc.enabled container_engines.bpm.enabled
      """;

  private static final Set<String> VERBS =
      Set.of(
          "Accept", "Add", "Append", "Begin", "Capture", "Check", "Choose", "Collect", "Compress", "Configure", "Count",
          "Define", "Disable", "Do", "Drop", "Enable", "End", "Follow", "Get", "Give", "Include", "Keep", "Let", "Listen", "Load",
          "Log", "Make", "Measure", "Merge", "Monitor", "Move", "Name", "Open", "Post", "Present", "Print", "Raise",
          "Reach", "Read", "Reject", "Reload", "Render", "Report", "Run", "Search", "Send", "Serve", "Set", "Share", "Show",
          "Simulate",
          "Start", "Stop", "Take", "Throttle", "Use", "Write");

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  @Test
  void everyKeyOfFalcoIsThere() {
    Set<String> missing = new TreeSet<>(words(FALCO));
    missing.addAll(words(OLD));
    table.keys().forEach(key -> missing.remove(key.name()));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyDescriptionIsASentenceAndKeysWithoutEffectSayWhy() {
    for (KeyDefinition key : table.keys()) {
      assertTrue(key.text().endsWith("."), key.name());
      boolean silent = key.state() == KeyState.WORKS || table.followsSwitch(key);
      assertTrue(silent || !key.note().isEmpty(), key.name());
      assertTrue(key.state() == KeyState.WORKS || !key.note().endsWith("."), key.name());
    }
  }

  @Test
  void descriptionsBeginWithAVerb() {
    for (KeyDefinition key : table.keys()) {
      assertTrue(!key.isCurrent() || VERBS.contains(words(key.text()).getFirst()), () -> key.name() + ": " + key.text());
    }
  }

  @Test
  void defaultsFitTheirTypes() {
    for (KeyDefinition key : table.keys()) {
      for (String written : List.of(key.shipped(), key.bare())) {
        if (!written.isEmpty() && !written.startsWith("[") && !written.startsWith("{")) {
          assertTrue(key.type().fits(written.equals("\"\"") ? "" : written), key.name() + ": " + written);
        }
      }
      boolean element = key.name().contains("[]");
      assertFalse(key.isCurrent() && !element && key.shipped().isEmpty(), key.name());
    }
  }

  @Test
  void oldKeysLeadToCurrentOnes() {
    for (KeyDefinition key : table.keys()) {
      for (String successor : key.successors()) {
        KeyDefinition next = table.key(successor);
        assertNotNull(next, successor);
        assertTrue(next.isCurrent(), successor);
        assertEquals(key.type().kind(), next.type().kind(), successor);
      }
    }
  }

  @Test
  void eachKeyThatWorksSaysWhoUsesItAndNoOther() {
    for (KeyDefinition key : table.keys()) {
      assertEquals(key.state() == KeyState.WORKS, !key.pids().isEmpty(), key.name());
      boolean passed = !key.pids().isEmpty() && !key.pids().equals(List.of("config")) && !key.pids().getFirst().endsWith("~");
      assertTrue(!passed || !key.property().isEmpty(), key.name());
    }
  }

  @Test
  void aPropertyIsTheEndOfItsKey() {
    for (KeyDefinition key : table.keys()) {
      for (String pid : key.pids()) {
        String end = key.property().startsWith(".") ? key.property().substring(1) : key.property();
        assertTrue(
            !key.isPassedTo(pid) || ("." + key.name().replace('_', '.')).endsWith("." + end), () -> key.name() + ": " + end);
      }
    }
  }
}
