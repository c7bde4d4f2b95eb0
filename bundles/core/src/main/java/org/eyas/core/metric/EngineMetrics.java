package org.eyas.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.metric.Metric;
import org.eyas.api.source.CaptureDetails.ProcessorCounts;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.LossCause;
import org.eyas.api.version.Versions;
import org.eyas.engine.dispatch.ChannelCounts;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.loop.JoinFigures;
import org.eyas.engine.loop.SourceJoin;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.engine.statistics.RuleHits;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;
import org.eyas.engine.statistics.RuleTimeSampler.TypeTime;

/** Converts a reading to metrics. Falco's metrics have Falco's names; other names begin with {@code eyas_}. */
public final class EngineMetrics {
  private static final String FALCO = "falcosecurity_falco_";
  private static final String SCAP = "falcosecurity_scap_";
  private static final String EXIT = "_exit";

  private final EngineReading reading;
  private final Set<MetricGroup> groups;
  private final List<Metric> metrics = new ArrayList<>();

  private EngineMetrics(EngineReading reading, Set<MetricGroup> groups) {
    this.reading = reading;
    this.groups = groups;
  }

  /** @param groups the enabled groups */
  public static List<Metric> of(EngineReading reading, Set<MetricGroup> groups) {
    EngineMetrics all = new EngineMetrics(reading, groups);
    all.engine();
    all.channels();
    all.when(MetricGroup.RULES, all::rules);
    all.when(MetricGroup.RESOURCES, () -> all.figures(reading.resources().figures()));
    reading.sources().forEach(all::source);
    all.joined(reading.joined());
    return all.metrics;
  }

  private void when(MetricGroup group, Runnable add) {
    if (groups.contains(group)) {
      add.run();
    }
  }

  private void figures(List<MetricFigure> figures) {
    figures.forEach(figure -> metrics.add(figure.metric()));
  }

  private void info(String name, Map<String, String> labels) {
    metrics.add(Metric.info(name, MetricDescriptions.of(name), labels));
  }

  private void counter(String name, Map<String, String> labels, long value) {
    metrics.add(Metric.counter(name, MetricDescriptions.of(name), labels, value));
  }

  private void gauge(String name, Map<String, String> labels, Number value) {
    metrics.add(Metric.gauge(name, MetricDescriptions.of(name), labels, value));
  }

  private void engine() {
    EngineState engine = reading.engine();
    info("falcosecurity_evt_hostname_info", Map.of("hostname", engine.host().name()));
    info(FALCO + "version_info", Map.of("version", Versions.FALCO));
    info("eyas_version_info", Map.of("version", Versions.EYAS));
    info(FALCO + "kernel_release_info", Map.of("kernel_release", engine.host().kernel()));
    engine.rulesFiles().forEach((file, sum) -> info(FALCO + "sha256_rules_files_info", ofFile(file, sum)));
    engine.configFiles().forEach((file, sum) -> info(FALCO + "sha256_config_files_info", ofFile(file, sum)));
    figures(engine.figures(reading.nanos()));
    metrics.add(reading.alerts().lostFigure().metric());
    counter("eyas_alert_history_missing_total", Map.of(), reading.alerts().missing());
    counter("eyas_alert_history_undetailed_total", Map.of(), reading.alerts().withoutDetails());
    counter("eyas_alert_history_recognized_total", Map.of(), reading.alerts().recognized());
  }

  private static Map<String, String> ofFile(String file, String sum) {
    return Map.of("file_name", file, "sha256", sum);
  }

  private void channels() {
    for (ChannelCounts channel : reading.alerts().channels()) {
      Map<String, String> labels = Map.of("output", channel.name());
      counter("eyas_output_alerts_sent_total", labels, channel.sent());
      counter("eyas_output_alerts_failed_total", labels, channel.failed());
      counter("eyas_output_alerts_dropped_total", labels, channel.dropped());
      counter("eyas_output_alerts_refused_total", labels, channel.refused());
      counter("eyas_output_alerts_recognized_total", labels, channel.recognized());
      gauge("eyas_output_alerts_waiting", labels, channel.waiting());
    }
  }

  // Falco also omits rules that never fired.
  private void rules() {
    reading.alerts().muted().forEach(this::muted);
    reading.incomplete().forEach(this::incomplete);
    for (RuleHits rule : reading.alerts().rules()) {
      if (rule.signal()) {
        counter("eyas_rule_signals_total", Map.of("rule_name", rule.rule()), rule.hits());
      } else if (rule.hits() > 0) {
        counter(FALCO + "rules_matches_total", labels(rule), rule.hits());
      }
      if (rule.repeats() > 0) {
        counter("eyas_rule_repeated_alerts_total", Map.of("rule_name", rule.rule()), rule.repeats());
      }
    }
  }

  private void incomplete(RuleCompleteness rule) {
    Map<String, String> labels = Map.of("evt_source", rule.source(), "rule_name", rule.rule());
    counter("eyas_rule_events_seen_total", labels, rule.total().seen());
    counter("eyas_rule_events_lost_total", labels, rule.total().allLost());
    counter("eyas_rule_events_undecided_total", labels, rule.total().undecided());
  }

  private static Map<String, String> labels(RuleHits rule) {
    Map<String, String> labels = new TreeMap<>();
    rule.tags().forEach(tag -> labels.put(MetricNames.plain("tag_" + tag), "true"));
    labels.put("rule_name", rule.rule());
    labels.put("priority", Integer.toString(rule.priority().ordinal()));
    labels.put("source", rule.source());
    return labels;
  }

  private void source(SourceReading source) {
    String name = source.source().eventSource();
    Map<String, String> labels = Map.of("evt_source", name);
    info(SCAP + "engine_name_info", Map.of("engine_name", source.engine(), "evt_source", name));
    counter("eyas_source_events_total", labels, source.loop().counts().events());
    counter("eyas_source_events_damaged_total", labels, source.loop().counts().damaged());
    counter("eyas_source_events_lost_total", labels, source.stats().dropped());
    counter("eyas_source_faults_total", labels, source.loop().counts().faults());
    held(source.loop().held(), labels);
    held(source.loop().steps(), labels);
    memory(source.loop().memory(), labels);
    trees(source);
    pushdown(source);
    when(MetricGroup.RULES, () -> times(source));
    if (source.isSyscall()) {
      when(MetricGroup.STATE, () -> figures(SourceFigures.state(source.loop().state())));
      when(MetricGroup.KERNEL, () -> kernel(source));
      when(MetricGroup.PROCESSORS, () -> processors(source));
      when(MetricGroup.PROGRAMS, () -> figures(SourceFigures.programs(source)));
    }
  }

  private void trees(SourceReading source) {
    for (TreeCounts tree : source.details().trees()) {
      Map<String, String> labels =
          Map.of("evt_source", source.source().eventSource(), "session", Long.toString(tree.leader()), "name", tree.name());
      counter("eyas_source_events_lost_by_tree_total", labels, tree.lost());
    }
  }

  private void pushdown(SourceReading source) {
    String name = source.source().eventSource();
    for (PushdownCounts type : source.details().pushdown()) {
      Map<String, String> labels = Map.of("evt_source", name, "evt_type", type.type().name());
      counter("eyas_pushdown_passed_total", labels, type.passed());
      counter("eyas_pushdown_rejected_total", labels, type.rejected());
    }
    if (source.isSyscall()) {
      counter("eyas_pushdown_mistakes_total", Map.of("evt_source", name), source.loop().demand().mistaken());
    }
  }

  private void memory(StatefulRuleFigures memory, Map<String, String> labels) {
    gauge("eyas_rule_memory_groups", labels, memory.groups());
    gauge("eyas_rule_memory_bytes", labels, memory.bytes());
    counter("eyas_rule_memory_evicted_total", labels, memory.evicted());
  }

  private void joined(JoinFigures joined) {
    memory(joined.memory(), Map.of("evt_source", SourceJoin.NAME));
    gauge("eyas_join_waiting", Map.of(), joined.waiting());
    counter("eyas_join_dropped_total", Map.of(), joined.dropped());
    counter("eyas_join_early_total", Map.of(), joined.early());
    counter("eyas_join_late_total", Map.of(), joined.late());
  }

  private void held(HoldFigures held, Map<String, String> labels) {
    gauge("eyas_alerts_held_now", labels, held.now());
    counter("eyas_alerts_held_total", labels, held.total());
    counter("eyas_alerts_held_completed_total", labels, held.completed());
    counter("eyas_alerts_held_timed_out_total", labels, held.timedOut());
    counter("eyas_alerts_held_early_total", labels, held.early());
    counter("eyas_alerts_unfollowed_total", labels, held.unfollowed());
    gauge("eyas_alerts_held_p50_seconds", labels, held.p50Nanos() / 1e9);
    gauge("eyas_alerts_held_p99_seconds", labels, held.p99Nanos() / 1e9);
  }

  private void held(HeldStepFigures steps, Map<String, String> labels) {
    gauge("eyas_steps_held_now", labels, steps.now());
    counter("eyas_steps_held_total", labels, steps.total());
    counter("eyas_steps_held_undecided_total", labels, steps.undecided());
  }

  private void times(SourceReading source) {
    source.loop().rules().forEach(time -> time(source.source().eventSource(), time));
    for (TypeTime time : source.loop().times()) {
      Map<String, String> labels = Map.of("evt_source", source.source().eventSource(), "evt_type", time.type());
      counter("eyas_rules_events_total", labels, time.events());
      String name = "eyas_rules_seconds_total";
      metrics.add(Metric.counter(name, MetricDescriptions.of(name), labels, time.nanos() / 1e9));
    }
  }

  private void muted(MuteHits muted) {
    Map<String, String> labels = Map.of("rule_name", muted.rule(), "mute", muted.mute().id());
    counter("eyas_rule_muted_alerts_total", labels, muted.hidden());
  }

  private void time(String source, RuleTime time) {
    Map<String, String> labels = Map.of("evt_source", source, "rule_name", time.rule());
    counter("eyas_rule_tests_total", labels, time.tested());
    String name = "eyas_rule_seconds_total";
    metrics.add(Metric.counter(name, MetricDescriptions.of(name), labels, time.nanos() / 1e9));
  }

  private void kernel(SourceReading source) {
    figures(SourceFigures.kernel(source));
    for (LossCause cause : LossCause.values()) {
      if (cause.isBuffer()) {
        String drop = cause.label().substring("buffer_".length(), cause.label().length() - EXIT.length());
        counter(SCAP + "n_drops_buffer_total", Map.of("dir", "exit", "drop", drop), source.stats().lost(cause));
      }
    }
  }

  private void processors(SourceReading source) {
    for (ProcessorCounts processor : source.details().processors()) {
      Map<String, String> labels = Map.of("cpu", Integer.toString(processor.processor()));
      counter(SCAP + "n_evts_cpu_total", labels, processor.events() + processor.dropped());
      counter(SCAP + "n_drops_cpu_total", labels, processor.dropped());
    }
  }
}
