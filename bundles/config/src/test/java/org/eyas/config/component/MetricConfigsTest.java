package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricConfigsTest {
  private static final String METRICS = "org.eyas.metrics";
  private static final String SNAPSHOTS = "org.eyas.metrics.snapshots";

  @TempDir private Path folder;

  private static Map<String, Map<String, Object>> configured(List<String> files, String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return MetricConfigs.of(tree, files);
  }

  @Test
  void nothingIsMeasuredUnlessItIsSwitchedOn() throws ConfigException {
    assertEquals(Map.of(), configured(List.of(), "metrics.output_file=x"));
  }

  @Test
  void groupsThatAreOnHaveNames() throws ConfigException {
    Map<String, Object> all = configured(List.of(), "metrics.enabled=true").get(METRICS);
    assertArrayEquals(
        new String[] {"rules", "resources", "state", "kernel", "programs", "plugins"}, (String[]) all.get("groups"));
    Map<String, Object> some =
        configured(
            List.of(), "metrics.enabled=true", "metrics.kernel_event_counters_per_cpu_enabled=true",
            "metrics.state_counters_enabled=false", "metrics.plugins_metrics_enabled=false")
            .get(METRICS);
    assertArrayEquals(new String[] {"rules", "resources", "kernel", "processors", "programs"}, (String[]) some.get("groups"));
    Map<String, Object> without =
        configured(
            List.of(), "metrics.enabled=true", "metrics.kernel_event_counters_per_cpu_enabled=true",
            "metrics.kernel_event_counters_enabled=false")
            .get(METRICS);
    assertFalse(List.of((String[]) without.get("groups")).contains("processors"));
  }

  @Test
  void snapshotsAreTakenOnlyIfTheyAreWritten() throws Exception {
    assertFalse(
        configured(
            List.of(), "metrics={enabled: true, output_rule: false}", "webserver.prometheus_metrics_enabled=true")
            .containsKey(SNAPSHOTS));
    Map<String, Object> taken =
        configured(List.of(), "metrics={enabled: true, output_rule: false, output_file: m.jsonl, interval: 1m30s}")
            .get(SNAPSHOTS);
    assertEquals(
        Map.of("interval.millis", 90_000L, "output.rule", false, "output.file", "m.jsonl", "convert.memory.to.mb", true,
            "include.empty.values", false),
        taken);
    Path file = write("falco.yaml", "metrics: {enabled: true, output_rule: true}\n");
    ConfigTree bare = new ConfigLoader(name -> null, List.of()).load(file.toString(), List.of());
    assertEquals(5_000L, MetricConfigs.of(bare, List.of()).get(SNAPSHOTS).get("interval.millis"));
  }

  @Test
  void eachFileHasItsChecksumByItsName() throws Exception {
    Path file = write("a.yaml", "abc");
    List<String> files = List.of(file.toString(), folder.resolve("gone.yaml").toString());
    Map<String, Object> all = configured(files, "metrics.enabled=true").get(METRICS);
    assertArrayEquals(
        new String[] {"a.yaml=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "gone.yaml="},
        (String[]) all.get("configuration.files"));
    assertTrue(all.containsKey("groups"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
