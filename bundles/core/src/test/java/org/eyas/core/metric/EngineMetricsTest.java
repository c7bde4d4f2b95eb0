package org.eyas.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.control.FaultCount;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.Metric.Kind;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
  private static List<Metric> all() {
    return EngineMetrics.of(Readings.after(10, 1_000), EnumSet.allOf(MetricGroup.class));
  }

  private static List<Metric> named(String name) {
    return all().stream().filter(metric -> metric.name().equals(name)).toList();
  }

  private static double value(String name) {
    List<Metric> found = named(name);
    assertEquals(1, found.size(), name);
    return found.getFirst().value().doubleValue();
  }

  @Test
  void memoryIsServedInBytesAndShareAsRatio() {
    assertEquals(2_048 * 1024, value("falcosecurity_falco_memory_rss_bytes"));
    assertEquals(3 * 1024 * 1024, value("falcosecurity_falco_container_memory_used_bytes"));
    assertEquals(1.205, value("falcosecurity_falco_cpu_usage_ratio"), 1e-9);
    assertEquals(10, value("falcosecurity_falco_duration_seconds_total"));
    assertEquals(Readings.START, value("falcosecurity_falco_start_timestamp_nanoseconds"));
  }

  @Test
  void onlyARuleThatMissedEventsHasCountsOfThem() {
    assertEquals(Map.of("evt_source", "syscall", "rule_name", "never"), named("eyas_rule_events_lost_total").getFirst().labels());
    assertEquals(10, value("eyas_rule_events_lost_total"));
    assertEquals(90, value("eyas_rule_events_seen_total"));
    assertEquals(2, value("eyas_rule_events_undecided_total"));
  }

  @Test
  void aValueThatCanDecreaseIsAGaugeEvenWithTotalInItsName() {
    Metric threads = named("falcosecurity_scap_n_threads_total").getFirst();
    assertEquals(Kind.GAUGE, threads.kind());
    assertEquals(50L, threads.value());
    assertEquals(Kind.COUNTER, named("falcosecurity_scap_n_added_threads_total").getFirst().kind());
    assertEquals(500, value("falcosecurity_scap_n_removed_fds_total"));
  }

  @Test
  void aRuleThatFiredHasItsPriorityAsANumberAndItsTagsAsLabels() {
    List<Metric> rules = named("falcosecurity_falco_rules_matches_total");
    assertEquals(1, rules.size());
    assertEquals(
        Map.of("rule_name", "Read \"it\" (all)", "priority", "4", "source", "syscall", "tag_T1555", "true", "tag_a_b", "true"),
        rules.getFirst().labels());
    assertEquals(12L, rules.getFirst().value());
  }

  @Test
  void lossesByFullBuffersHaveLabelsAsInFalco() {
    Map<String, Number> byDrop =
        named("falcosecurity_scap_n_drops_buffer_total").stream()
            .collect(Collectors.toMap(metric -> String.valueOf(metric.labels().get("drop")), Metric::value));
    assertEquals(
        Set.of("clone_fork", "execve", "connect", "open", "dir_file", "other_interest", "close", "proc"), byDrop.keySet());
    assertEquals(7L, byDrop.get("open"));
    assertEquals(1, value("falcosecurity_scap_n_drops_bug_total"));
    assertEquals(1_100, value("falcosecurity_scap_n_evts_total"));
  }

  @Test
  void eachProcessorAndEachProgramOfTheProbeHasItsOwn() {
    List<Metric> processors = named("falcosecurity_scap_n_evts_cpu_total");
    assertEquals(List.of("0", "3"), processors.stream().map(metric -> metric.labels().get("cpu")).toList());
    assertEquals(96L, processors.getLast().value());
    assertEquals(4, value("falcosecurity_scap_sys_exit_run_cnt_total"));
    assertEquals(1_000, value("falcosecurity_scap_sys_exit_run_time_nanoseconds_total"));
    assertEquals(250, value("falcosecurity_scap_sys_exit_avg_time_nanoseconds"));
    assertEquals(0, value("falcosecurity_scap_signal_deliver_avg_time_nanoseconds"));
  }

  @Test
  void theTimeOfRulesIsServedByTypeOfEvent() {
    assertEquals(Map.of("evt_source", "syscall", "evt_type", "openat"), named("eyas_rules_seconds_total").getFirst().labels());
    assertEquals(0.0005, value("eyas_rules_seconds_total"), 1e-12);
    assertEquals(Map.of("evt_source", "syscall", "rule_name", "never"), named("eyas_rule_seconds_total").getFirst().labels());
    assertEquals(0.00025, value("eyas_rule_seconds_total"), 1e-12);
    assertEquals(4_096, value("eyas_rule_tests_total"), 1e-12);
    assertEquals(2_048, value("eyas_rules_events_total"));
  }

  @Test
  void whatTheDriverPassesAndRejectsIsServedByTypeOfEvent() {
    assertEquals(Map.of("evt_source", "syscall", "evt_type", "openat"), named("eyas_pushdown_passed_total").getFirst().labels());
    assertEquals(40, value("eyas_pushdown_passed_total"));
    assertEquals(60, value("eyas_pushdown_rejected_total"));
    assertEquals(5, value("eyas_pushdown_mistakes_total"));
  }

  @Test
  void theNoisiestTreesAreServedWithTheirLosses() {
    assertEquals(
        Map.of("evt_source", "syscall", "session", "17", "name", "flood"),
        named("eyas_source_events_lost_by_tree_total").getFirst().labels());
    assertEquals(6, value("eyas_source_events_lost_by_tree_total"));
  }

  @Test
  void everyOutputHasItsCounts() {
    assertEquals(11, value("eyas_output_alerts_sent_total"));
    assertEquals(2, value("eyas_output_alerts_failed_total"));
    assertEquals(1, value("eyas_output_alerts_dropped_total"));
    assertEquals(4, value("eyas_output_alerts_refused_total"));
    assertEquals(5, value("eyas_output_alerts_recognized_total"));
    assertEquals(3, value("eyas_output_alerts_waiting"));
    assertEquals(6, value("falcosecurity_falco_outputs_queue_num_drops_total"));
    assertEquals(7, value("eyas_alert_history_missing_total"));
    assertEquals(8, value("eyas_alert_history_undetailed_total"));
    assertEquals(9, value("eyas_alert_history_recognized_total"));
    assertEquals(9, value("eyas_rule_muted_alerts_total"));
  }

  @Test
  void disabledGroupsAreNotServed() {
    List<Metric> least = EngineMetrics.of(Readings.after(10, 1), EnumSet.of(MetricGroup.ENGINE));
    Set<String> names = least.stream().map(Metric::name).collect(Collectors.toCollection(TreeSet::new));
    names.removeIf(name -> name.startsWith("eyas_rule_memory_")); // belong to no group
    assertFalse(names.stream().anyMatch(name -> name.matches(".*(rules_matches|memory|n_threads|n_evts|cpu_usage|run_cnt).*")));
    assertTrue(names.contains("falcosecurity_falco_version_info"));
  }

  private static List<Metric> ofFaults() {
    return FaultMetrics.of(List.of(new FaultCount("org.acme", "Enricher Acme", 2, 0, 1, "no", true)));
  }

  @Test
  void faultsAreCountedByKindAndZerosAreOmitted() {
    assertEquals(
        List.of(Map.of("bundle", "org.acme", "service", "Enricher Acme", "kind", "failure"),
            Map.of("bundle", "org.acme", "service", "Enricher Acme", "kind", "greedy"),
            Map.of("bundle", "org.acme", "service", "Enricher Acme")),
        ofFaults().stream().map(Metric::labels).toList());
    assertEquals(List.of(2L, 1L, 1L), ofFaults().stream().map(Metric::value).toList());
    ofFaults().forEach(metric -> assertTrue(metric.help().endsWith("."), metric.name()));
  }

  private static List<Metric> ofTimes() {
    return FaultMetrics.ofTimes("org.acme", "Enricher Acme", 2_000, 3_000_000);
  }

  @Test
  void theDurationOfCallsIsInSeconds() {
    assertEquals(List.of(0.000_002, 0.003), ofTimes().stream().map(Metric::value).toList());
    assertEquals(
        List.of("eyas_bundle_call_p999_seconds", "eyas_bundle_call_longest_seconds"),
        ofTimes().stream().map(Metric::name).toList());
  }

  @Test
  void everyMetricIsDescribedAndEveryDescriptionHasItsMetric() {
    Set<String> served =
        Stream.of(all(), ofFaults(), FaultMetrics.ofThreads(Map.of("org.acme", 1)), ofTimes())
            .flatMap(List::stream)
            .map(Metric::name)
            .collect(Collectors.toSet());
    for (String name : MetricDescriptions.names()) {
      String example = name.replace("PROGRAM", "sys_exit");
      assertTrue(served.contains(example), name + " is described and never served");
    }
    all().forEach(metric -> assertTrue(metric.help().endsWith("."), metric.name()));
  }
}
