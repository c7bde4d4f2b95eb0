package org.eyas.web;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eyas.api.metric.Metric;

/**
 * Converts metrics to the classes of the Prometheus library, which groups those of one name. Of two metrics with the same name
 * and labels the first is kept. A metric is left out if its kind differs from that of the first metric with its name.
 */
final class MetricFamilies {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  private MetricFamilies() {}

  static List<MetricSnapshot> of(List<Metric> metrics) {
    Map<String, Map<SortedMap<String, String>, Metric>> families = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      Map<SortedMap<String, String>, Metric> family = families.computeIfAbsent(metric.name(), _ -> new LinkedHashMap<>());
      if (family.isEmpty() || family.values().iterator().next().kind() == metric.kind()) {
        family.putIfAbsent(metric.labels(), metric);
      }
    }
    return families.values().stream().map(family -> snapshot(family.values())).toList();
  }

  private static MetricSnapshot snapshot(Collection<Metric> family) {
    Metric first = family.iterator().next();
    return switch (first.kind()) {
      case COUNTER -> counter(first, family);
      case GAUGE -> gauge(first, family);
      case INFO -> info(first, family);
    };
  }

  private static MetricSnapshot counter(Metric first, Collection<Metric> family) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(without(first.name(), TOTAL)).help(first.help());
    family.forEach(
        metric -> builder.dataPoint(
            CounterDataPointSnapshot.builder().labels(labels(metric)).value(metric.value().doubleValue()).build()));
    return builder.build();
  }

  private static MetricSnapshot gauge(Metric first, Collection<Metric> family) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(first.name()).help(first.help());
    family.forEach(
        metric -> builder.dataPoint(
            GaugeDataPointSnapshot.builder().labels(labels(metric)).value(metric.value().doubleValue()).build()));
    return builder.build();
  }

  private static MetricSnapshot info(Metric first, Collection<Metric> family) {
    InfoSnapshot.Builder builder = InfoSnapshot.builder().name(without(first.name(), INFO)).help(first.help());
    family.forEach(metric -> builder.dataPoint(InfoDataPointSnapshot.builder().labels(labels(metric)).build()));
    return builder.build();
  }

  private static String without(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  private static Labels labels(Metric metric) {
    Labels.Builder labels = Labels.builder();
    metric.labels().forEach(labels::label);
    return labels.build();
  }
}
