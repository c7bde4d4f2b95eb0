package org.eyas.core.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.control.FaultCount;
import org.eyas.api.metric.Metric;

/** Converts the faults of bundles to metrics. */
public final class FaultMetrics {
  private static final String FAULTS = "eyas_bundle_faults_total";
  private static final String TAKEN_OUT = "eyas_bundle_services_taken_out";
  private static final String LEAKED = "eyas_bundle_leaked_threads";
  private static final String P999 = "eyas_bundle_call_p999_seconds";
  private static final String LONGEST = "eyas_bundle_call_longest_seconds";

  private FaultMetrics() {}

  public static List<Metric> of(List<FaultCount> counts) {
    List<Metric> metrics = new ArrayList<>();
    for (FaultCount count : counts) {
      add(metrics, count, "failure", count.failures());
      add(metrics, count, "late", count.late());
      add(metrics, count, "greedy", count.greedy());
      metrics.add(Metric.gauge(TAKEN_OUT, MetricDescriptions.of(TAKEN_OUT), labels(count), count.takenOut() ? 1L : 0L));
    }
    return metrics;
  }

  /**
   * @param threads by bundle, the number of threads that still run after the bundle stopped, or that a bundle with far
   *     too many threads has
   */
  public static List<Metric> ofThreads(Map<String, Integer> threads) {
    List<Metric> metrics = new ArrayList<>();
    threads.forEach(
        (bundle, count) -> metrics
            .add(Metric.gauge(LEAKED, MetricDescriptions.of(LEAKED), Map.of("bundle", bundle), (long) count)));
    return metrics;
  }

  /**
   * The metrics for the durations of timed calls of a service, in nanoseconds.
   *
   * @param p999Nanos 99.9 % of the calls took at most this long
   */
  public static List<Metric> ofTimes(String bundle, String service, long p999Nanos, long longestNanos) {
    Map<String, String> labels = Map.of("bundle", bundle, "service", service);
    return List.of(seconds(P999, labels, p999Nanos), seconds(LONGEST, labels, longestNanos));
  }

  private static Metric seconds(String name, Map<String, String> labels, long nanos) {
    return Metric.gauge(name, MetricDescriptions.of(name), labels, nanos / 1e9);
  }

  private static void add(List<Metric> metrics, FaultCount count, String kind, long value) {
    if (value > 0) {
      Map<String, String> labels = new HashMap<>(labels(count));
      labels.put("kind", kind);
      metrics.add(Metric.counter(FAULTS, MetricDescriptions.of(FAULTS), labels, value));
    }
  }

  private static Map<String, String> labels(FaultCount count) {
    return Map.of("bundle", count.bundle(), "service", count.service());
  }
}
