package org.eyas.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.api.metric.Metric;
import org.eyas.api.source.CaptureDetails.ProcessorCounts;
import org.eyas.api.source.LossCause;
import org.eyas.api.version.Versions;
import org.eyas.engine.statistics.RuleHits;
import org.jspecify.annotations.Nullable;

/** Converts a reading to the fields of a snapshot of one source, under Falco's names. */
final class SnapshotFields {
  private static final String PLUGINS = "falcosecurity_plugins_";

  private final SnapshotOptions options;
  private final EngineReading reading;
  private final SourceReading source;
  private final SortedMap<String, Object> fields = new TreeMap<>();

  private SnapshotFields(SnapshotOptions options, EngineReading reading, SourceReading source) {
    this.options = options;
    this.reading = reading;
    this.source = source;
  }

  /**
   * @param before the counters of the same source at the previous snapshot
   * @param others metrics of other bundles
   */
  static SortedMap<String, @Nullable Object> of(
      SnapshotOptions options, EngineReading reading, SourceReading source, PreviousSnapshot before, List<Metric> others) {
    SnapshotFields all = new SnapshotFields(options, reading, source);
    all.engine();
    all.rates(before);
    all.fields.put("scap.n_drops_perc", 0.0); // also for sources without such counters
    all.when(MetricGroup.RULES, all::rules);
    all.when(MetricGroup.RESOURCES, () -> all.figures(reading.resources().figures()));
    if (source.isSyscall()) {
      all.syscalls(before);
    }
    all.when(MetricGroup.PLUGINS, () -> others.forEach(all::other));
    return new TreeMap<>(all.fields);
  }

  private void when(MetricGroup group, Runnable add) {
    if (options.groups().contains(group)) {
      add.run();
    }
  }

  private void figures(List<MetricFigure> figures) {
    figures.stream().filter(figure -> options.zeros() || !figure.isZero()).forEach(this::always);
  }

  private void always(MetricFigure figure) {
    figure.addTo(options.megabytes(), fields);
  }

  private void engine() {
    EngineState engine = reading.engine();
    fields.put("evt.time", reading.nanos());
    fields.put("evt.hostname", engine.host().name());
    fields.put("evt.source", source.source().eventSource());
    fields.put("scap.engine_name", source.engine());
    fields.put("falco.version", Versions.FALCO);
    fields.put("falco.kernel_release", engine.host().kernel());
    engine.figures(reading.nanos()).forEach(this::always);
    always(reading.alerts().lostFigure());
    engine.rulesFiles().forEach((file, sum) -> fields.put("falco.sha256_rules_file." + MetricNames.ofSnapshot(file), sum));
    engine.configFiles().forEach((file, sum) -> fields.put("falco.sha256_config_file." + MetricNames.ofSnapshot(file), sum));
    fields.putAll(HostAddresses.fields());
  }

  private void rates(PreviousSnapshot before) {
    long events = source.loop().counts().events();
    if (before.events() != 0 && before.seconds(reading.nanos()) > 0) {
      fields.put("falco.evts_rate_sec", before.rate(events - before.events(), reading.nanos()));
    }
    fields.put("falco.num_evts", events);
    fields.put("falco.num_evts_prev", before.events());
  }

  private void rules() {
    fields.put("falco.rules.matches_total", reading.alerts().hits());
    for (RuleHits rule : reading.alerts().rules()) {
      if (!rule.signal() && (rule.hits() > 0 || options.zeros())) {
        fields.put("falco.rules." + MetricNames.ofSnapshot(rule.rule()), rule.hits());
      }
    }
  }

  private void syscalls(PreviousSnapshot before) {
    when(MetricGroup.STATE, () -> figures(SourceFigures.state(source.loop().state())));
    when(MetricGroup.KERNEL, () -> kernel(before));
    when(MetricGroup.PROCESSORS, this::processors);
    when(MetricGroup.PROGRAMS, () -> figures(SourceFigures.programs(source)));
  }

  // Events and losses are always included, even if they are zero.
  private void kernel(PreviousSnapshot before) {
    figures(SourceFigures.kernel(source));
    figures(buffers());
    long events = source.all() - before.all();
    long lost = source.stats().dropped() - before.lost();
    fields.put("scap.n_evts", source.all());
    fields.put("scap.n_evts_prev", before.all());
    fields.put("scap.evts_rate_sec", before.rate(events, reading.nanos()));
    fields.put("scap.n_drops", source.stats().dropped());
    fields.put("scap.n_drops_prev", before.lost());
    fields.put("scap.evts_drop_rate_sec", before.rate(lost, reading.nanos()));
    if (events > 0) {
      fields.put("scap.n_drops_perc", 100.0 * lost / events);
    }
  }

  private List<MetricFigure> buffers() {
    List<MetricFigure> figures = new ArrayList<>();
    long full = 0;
    for (LossCause cause : LossCause.values()) {
      if (cause.isBuffer()) {
        full += source.stats().lost(cause);
        figures.add(SourceFigures.kernel("n_drops_" + cause.label(), source.stats().lost(cause)));
      }
    }
    figures.add(SourceFigures.kernel("n_drops_buffer_total", full));
    return figures;
  }

  private void processors() {
    for (ProcessorCounts processor : source.details().processors()) {
      int number = processor.processor();
      figures(
          List.of(
              SourceFigures.kernel("n_evts_cpu_" + number, processor.events() + processor.dropped()),
              SourceFigures.kernel("n_drops_cpu_" + number, processor.dropped())));
    }
  }

  // The value of a label replaces its braces: in a flat list of fields, there is only a name.
  private void other(Metric metric) {
    if (metric.kind() == Metric.Kind.INFO || metric.value().doubleValue() == 0 && !options.zeros()) {
      return;
    }
    String labels =
        metric.labels().values().stream().map(value -> "." + MetricNames.ofSnapshot(value)).collect(Collectors.joining());
    fields.put("plugins." + ofPlugin(metric.name()) + labels, metric.value());
  }

  // falcosecurity_plugins_container_n_containers_total is container.n_containers in Falco.
  private static String ofPlugin(String name) {
    if (!name.startsWith(PLUGINS)) {
      return name;
    }
    return name.substring(PLUGINS.length()).replaceFirst("_", ".").replaceFirst("_total$", "");
  }
}
