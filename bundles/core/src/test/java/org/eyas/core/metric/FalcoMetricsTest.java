package org.eyas.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.metric.Metric;
import org.eyas.testkit.reference.FalcoMetricTable;
import org.junit.jupiter.api.Test;

/** Compares the engine's own metrics with the table of Falco's metrics. MetricsTest of the itests checks those of bundles. */
class FalcoMetricsTest {
  private static List<FalcoMetricTable.Served> served(EnumSet<MetricGroup> groups) {
    return EngineMetrics.of(Readings.after(10, 1_000), groups).stream().map(FalcoMetricsTest::served).toList();
  }

  private static FalcoMetricTable.Served served(Metric metric) {
    String type = metric.kind() == Metric.Kind.COUNTER ? "counter" : "gauge";
    return new FalcoMetricTable.Served(metric.name(), type, metric.labels());
  }

  private static List<String> withoutPlugins(List<String> differences) {
    return differences.stream().filter(difference -> !difference.contains("plugins")).toList();
  }

  @Test
  void everyMetricOfFalcoIsServedWithItsTypeAndLabelsOrHasItsReason() throws IOException {
    List<String> differences =
        FalcoMetricTable.read().differences(served(EnumSet.allOf(MetricGroup.class)), "always", "rules", "processors",
            "programs");
    assertEquals(List.of(), withoutPlugins(differences));
  }

  @Test
  void everyFieldOfFalcosSnapshotsExistsOrHasItsReason() throws IOException {
    List<SortedMap<String, Object>> taken = new ArrayList<>();
    SnapshotSeries snapshots =
        new SnapshotSeries(() -> Readings.options(true, true), (sample, fields) -> taken.add(new TreeMap<>(fields)));
    snapshots.makeSnapshots(Readings.after(10, 1_000), List.of());
    snapshots.makeSnapshots(Readings.after(20, 2_000), List.of());
    List<String> differences =
        FalcoMetricTable.read().fieldDifferences(taken.getLast(), "always", "later", "rules", "processors", "programs");
    assertEquals(List.of(), withoutPlugins(differences));
  }

  @Test
  void findsMetricsThatAreMissingNewOrOfAnotherType() throws IOException {
    FalcoMetricTable falco = FalcoMetricTable.read();
    List<String> ofNone = falco.differences(served(EnumSet.of(MetricGroup.ENGINE)), "always");
    assertEquals(1, ofNone.stream().filter(line -> line.startsWith("falcosecurity_scap_n_threads_total")).count());
    FalcoMetricTable.Served counter = new FalcoMetricTable.Served("falcosecurity_scap_n_threads_total", "counter", Map.of());
    assertEquals(List.of(counter + " is not Falco's"), falco.differences(List.of(counter)));
    FalcoMetricTable.Served enter =
        new FalcoMetricTable.Served("falcosecurity_scap_n_drops_buffer_total", "counter", Map.of("dir", "enter", "drop", "open"));
    assertEquals(1, falco.differences(List.of(enter)).size());
    assertEquals(1, falco.fieldDifferences(Map.of("falco.n_threads", "12")).size());
  }
}
