package org.eyas.core.metric;

import java.util.Map;
import org.eyas.api.metric.Metric;

/**
 * A number without labels, from which Falco's rules derive both its Prometheus name and its name in snapshots.
 *
 * @param name without unit: {@code memory_rss}; a program's name and the counted item are separated by dots
 * @param counter whether it only grows
 * @param value as measured, in its unit
 */
record Figure(Group group, String name, Unit unit, boolean counter, Number value) {
  static Figure counter(Group group, String name, long value) {
    return new Figure(group, name, Unit.COUNT, true, value);
  }

  static Figure gauge(Group group, String name, Unit unit, Number value) {
    return new Figure(group, name, unit, false, value);
  }

  /** {@code falcosecurity_falco_memory_rss_bytes}. */
  Metric metric() {
    String part = switch (group) {
      case ENGINE, RESOURCES, RULES -> "falco";
      case STATE, KERNEL, PROCESSORS, PROGRAMS -> "scap";
      case PLUGINS -> "plugins";
    };
    String full = "falcosecurity_" + part + "_" + Names.plain(name) + "_" + unit.served();
    Metric.Kind kind = counter ? Metric.Kind.COUNTER : Metric.Kind.GAUGE;
    return new Metric(full, kind, MetricDescriptions.of(full), Metric.NO_LABELS, unit.serve(value));
  }

  /**
   * Adds {@code falco.memory_rss_mb}. As in Falco, the state's figures are under "scap" in Prometheus and under "falco" here.
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
