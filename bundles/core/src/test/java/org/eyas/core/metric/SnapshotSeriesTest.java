package org.eyas.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSeriesTest {
  /** The fields that each snapshot of system calls has in Falco 0.44, with their values in this test. */
  private static final String ALWAYS =
      """
      evt.hostname=shop evt.source=syscall evt.time=1000000010000000000 falco.version=0.44.1 falco.kernel_release=6.1.0
      falco.start_ts=1000000000000000000 falco.reload_ts=1000000000000000002 falco.duration_sec=10
      falco.host_boot_ts=999999500000000000 falco.host_num_cpus=8 falco.outputs_queue_num_drops=6
      falco.sha256_rules_file.eyas_rules_yaml=aa falco.sha256_config_file.eyas_yaml=bb
      scap.engine_name=modern_bpf falco.num_evts=1000 falco.num_evts_prev=0
      scap.n_evts=1100 scap.n_evts_prev=0 scap.evts_rate_sec=0.0
      scap.n_drops=10 scap.n_drops_prev=0 scap.evts_drop_rate_sec=0.0 scap.n_drops_perc=0.9090909090909091
      falco.rules.matches_total=15 falco.rules.Read_it_all=12
      """;

  private static final String FIGURES =
      """
      falco.cpu_usage_perc=120.5 falco.memory_rss_mb=2.0 falco.memory_vsz_mb=4.0 falco.memory_pss_mb=1.0
      falco.container_memory_used_mb=3.0 falco.host_cpu_usage_perc=25.0 falco.host_memory_used_mb=1024.0
      falco.host_procs_running=2 falco.n_threads=50 falco.n_fds=400 falco.n_added_fds=900 falco.n_removed_fds=500
      falco.n_failed_thread_lookups=5 falco.n_added_threads=80 falco.n_removed_threads=30
      scap.n_drops_buffer_total=9 scap.n_drops_buffer_open_exit=7 scap.n_drops_buffer_clone_fork_exit=2 scap.n_drops_bug=1
      scap.n_evts_cpu_0=1004 scap.n_drops_cpu_0=4 scap.n_evts_cpu_3=96 scap.n_drops_cpu_3=6
      scap.sys_exit.run_cnt=4 scap.sys_exit.run_time_ns=1000 scap.sys_exit.avg_time_ns=250
      """;

  @TempDir private Path folder;
  private final List<SortedMap<String, Object>> taken = new ArrayList<>();
  private final List<Long> samples = new ArrayList<>();

  private SnapshotSeries snapshots(SnapshotOptions options) {
    return new SnapshotSeries(
        () -> options,
        (sample, fields) -> {
          samples.add(sample);
          taken.add(new TreeMap<>(fields));
        });
  }

  private static void assertHas(String expected, Map<String, Object> fields) {
    for (String pair : expected.strip().split("\\s+")) {
      String[] parts = pair.split("=", 2);
      assertEquals(parts[1], String.valueOf(fields.get(parts[0])), parts[0]);
    }
  }

  @Test
  void theFirstSnapshotHasFalcosFieldsAndNoRateYet() {
    snapshots(Readings.options(true, false)).makeSnapshots(Readings.after(10, 1_000), List.of());
    SortedMap<String, Object> fields = taken.getFirst();
    assertHas(ALWAYS, fields);
    assertHas(FIGURES, fields);
    assertNull(fields.get("falco.evts_rate_sec"));
    int known = (ALWAYS + FIGURES).strip().split("\\s+").length;
    assertEquals(known, fields.keySet().stream().filter(name -> !name.startsWith("falco.host_netinfo.")).count(),
        fields::toString);
  }

  @Test
  void theNextSnapshotContainsTheChanges() {
    SnapshotSeries snapshots = snapshots(Readings.options(true, false));
    snapshots.makeSnapshots(Readings.after(10, 1_000), List.of());
    snapshots.makeSnapshots(Readings.after(14, 1_850), List.of());
    assertEquals(List.of(0L, 1L), samples);
    assertHas(
        """
        falco.num_evts=1850 falco.num_evts_prev=1000 falco.evts_rate_sec=212.5 scap.n_evts_prev=1100
        scap.evts_rate_sec=212.5 scap.n_drops_prev=10 scap.n_drops_perc=0.0 scap.evts_drop_rate_sec=0.0
        """,
        taken.getLast());
  }

  @Test
  void memoryKeepsItsUnitsAndZerosAreIncludedOnRequest() {
    snapshots(Readings.options(false, true)).makeSnapshots(Readings.after(10, 1_000), List.of());
    assertHas(
        """
        falco.memory_rss_kb=2048 falco.container_memory_used_bytes=3145728 falco.host_memory_used_kb=1048576
        falco.host_open_fds=0 falco.rules.never=0 falco.n_failed_fd_lookups=0 scap.n_drops_page_faults=0
        scap.n_drops_scratch_map=0 scap.n_drops_buffer_execve_exit=0 scap.signal_deliver.run_cnt=0
        """,
        taken.getFirst());
  }

  @Test
  void otherSourcesHaveNoFiguresOfSystemCalls() {
    EngineReading one = Readings.after(10, 5);
    EngineReading two =
        new EngineReading(one.nanos(), one.engine(), List.of(one.sources().getFirst(), Readings.source("k8s_audit", 7)),
            one.alerts(),
            one.resources(), one.joined(), List.of());
    snapshots(Readings.options(true, true)).makeSnapshots(two, List.of());
    assertEquals(List.of(0L, 0L), samples);
    assertEquals("k8s_audit", taken.getLast().get("evt.source"));
    assertEquals(7L, taken.getLast().get("falco.num_evts"));
    assertEquals("source_plugin", taken.getLast().get("scap.engine_name"));
    assertEquals(0.0, taken.getLast().get("scap.n_drops_perc"));
    assertFalse(taken.getLast().containsKey("scap.n_evts"));
    assertFalse(taken.getLast().containsKey("falco.n_threads"));
  }

  @Test
  void metricsOfOtherBundlesLookLikeThoseOfPlugins() {
    List<Metric> others =
        List.of(
            Metric.gauge("falcosecurity_plugins_container_n_containers_total", "h", Map.of(), 3L),
            Metric.counter("mine_total", "h", Map.of("kind", "a b"), 4L),
            Metric.info("mine_info", "h", Map.of("version", "1")),
            Metric.counter("none_total", "h", Map.of(), 0L));
    snapshots(Readings.options(true, false)).makeSnapshots(Readings.after(1, 1), others);
    assertHas("plugins.container.n_containers=3 plugins.mine_total.a_b=4", taken.getFirst());
    assertFalse(taken.getFirst().containsKey("plugins.none_total"));
    SnapshotOptions without = new SnapshotOptions(EnumSet.of(MetricGroup.ENGINE), true, false);
    snapshots(without).makeSnapshots(Readings.after(1, 1), others);
    assertTrue(taken.getLast().keySet().stream().noneMatch(name -> name.startsWith("plugins.")));
  }

  @Test
  void eachSnapshotAddsALineOfJsonToTheFile() throws IOException {
    Path path = folder.resolve("m.jsonl");
    SnapshotFile file = new SnapshotFile(path);
    file.append(0, new TreeMap<>(Map.of("a.b", 1L, "t", "x\"")));
    file.append(1, new TreeMap<>(Map.of("a.b", 1.5)));
    assertEquals(
        "{\"output_fields\":{\"a.b\":1,\"t\":\"x\\\"\"},\"sample\":0}\n{\"output_fields\":{\"a.b\":1.5},\"sample\":1}\n",
        Files.readString(path));
  }

  @Test
  void aFileThatCannotBeWrittenIsTriedAgain() throws IOException {
    Path path = folder.resolve("later/m.jsonl");
    SnapshotFile file = new SnapshotFile(path);
    file.append(0, new TreeMap<>(Map.of("a", 1L)));
    Files.createDirectory(folder.resolve("later"));
    file.append(1, new TreeMap<>(Map.of("a", 1L)));
    assertEquals(1, Files.readAllLines(path).size());
  }
}
