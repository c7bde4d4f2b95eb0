package org.eyas.core.metric;

import java.util.Map;
import org.eyas.api.metric.Metric;

/**
 * A number without labels. Falco's naming rules derive from it both the Prometheus name and the name in snapshots.
 *
 * @param name without unit: {@code memory_rss}; a program's name and the counted item are separated by dots
 * @param counter whether the number only grows
 * @param value the measured value, in its unit
 */
record MetricFigure(MetricGroup group, String name, MetricUnit unit, boolean counter, Number value) {
  static MetricFigure counter(MetricGroup group, String name, long value) {
    return new MetricFigure(group, name, MetricUnit.COUNT, true, value);
  }

  static MetricFigure gauge(MetricGroup group, String name, MetricUnit unit, Number value) {
    return new MetricFigure(group, name, unit, false, value);
  }

  /** The metric, with a name such as {@code falcosecurity_falco_memory_rss_bytes}. */
  Metric metric() {
    String part = switch (group) {
      case ENGINE, RESOURCES, RULES -> "falco";
      case STATE, KERNEL, PROCESSORS, PROGRAMS -> "scap";
      case PLUGINS -> "plugins";
    };
    String full = "falcosecurity_" + part + "_" + MetricNames.plain(name) + "_" + unit.served();
    Metric.Kind kind = counter ? Metric.Kind.COUNTER : Metric.Kind.GAUGE;
    return new Metric(full, kind, MetricDescriptions.of(full), Metric.NO_LABELS, unit.serve(value));
  }

  /**
   * Adds the figure to the fields of a snapshot, with a name such as {@code falco.memory_rss_mb}. As in Falco, the
   * state's figures are under "scap" in Prometheus and under "falco" in snapshots.
   */
  void addTo(boolean megabytes, Map<String, Object> into) {
    String part = switch (group) {
      case ENGINE, RESOURCES, RULES, STATE -> "falco.";
      case KERNEL, PROCESSORS, PROGRAMS -> "scap.";
      case PLUGINS -> "plugins.";
    };
    into.put(part + name + unit.suffix(megabytes), unit.inSnapshot(value, megabytes));
  }

  boolean isZero() {
    return value.doubleValue() == 0;
  }
}
