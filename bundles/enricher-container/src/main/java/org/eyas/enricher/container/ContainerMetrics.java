package org.eyas.enricher.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.api.metric.Metric;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.lookup.CachedContainer;
import org.eyas.enricher.container.lookup.ContainerAttacher;
import org.eyas.enricher.container.lookup.ContainerLookupCounts;

/** The counters of Falco's container plugin, under the same names, and counters of the look-ups. */
final class ContainerMetrics {
  private static final String FALCOS = "falcosecurity_plugins_container_";
  private static final String OURS = "enricher_container_";

  private final ContainerAttacher containers;
  private final ContainerLookupCounts counts;

  ContainerMetrics(ContainerAttacher containers, ContainerLookupCounts counts) {
    this.containers = containers;
    this.counts = counts;
  }

  // The first two are gauges, although Falco's names end with _total.
  List<Metric> all() {
    List<CachedContainer> known = containers.all();
    List<Metric> all = new ArrayList<>();
    all.add(gauge(FALCOS + "n_containers_total", "Containers in which processes were seen.", known.size()));
    all.add(
        gauge(
            FALCOS + "n_missing_container_images_total",
            "Containers whose image is not known.",
            count(known, container -> !container.has(ContainerPart.IMAGE))));
    all.add(gauge(OURS + "pending", "Containers that are being looked up.", count(known, container -> !container.isSettled())));
    all.add(Metric.counter(OURS + "lookups_total", "Containers whose look-up began.", Metric.NO_LABELS, counts.allBegun()));
    counts.allDescribed().forEach((source, number) -> all.add(described(source, number)));
    counts.allFailed().forEach((cause, number) -> all.add(failed(cause, number)));
    return all;
  }

  private static long count(List<CachedContainer> all, Predicate<CachedContainer> wanted) {
    return all.stream().filter(wanted).count();
  }

  private static Metric gauge(String name, String help, long value) {
    return Metric.gauge(name, help, Metric.NO_LABELS, value);
  }

  private static Metric described(String source, long value) {
    return Metric.counter(OURS + "described_total", "Descriptions of containers, by source.", Map.of("source", source), value);
  }

  private static Metric failed(String cause, long value) {
    return Metric.counter(OURS + "lookup_failures_total", "Failed look-ups of containers, by cause.", Map.of("cause", cause),
        value);
  }
}
