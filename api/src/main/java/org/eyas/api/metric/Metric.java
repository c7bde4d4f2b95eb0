package org.eyas.api.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The value of one metric at one moment, in the model of Prometheus.
 *
 * @param name letters, digits and underscores, including the unit: {@code _bytes}, {@code _seconds}, {@code _ratio}. A counter's
 *     name ends with {@code _total}, an info's with {@code _info}
 * @param kind how the number may change
 * @param help one sentence for people; the same for all metrics of one name
 * @param labels distinguish this number from others of the same name
 * @param value a Long or a Double; always 1 for an info
 */
public record Metric(String name, Kind kind, String help, SortedMap<String, String> labels, Number value) {
  /** How a number may change over time. */
  public enum Kind {
    /** Only grows, and begins at 0 when the engine starts. */
    COUNTER("_total"),
    /** Goes up and down. */
    GAUGE(""),
    /** Never changes; the information is in the labels. */
    INFO("_info");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  /** The labels of a metric that is the only one of its name. */
  public static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** @throws IllegalArgumentException if Prometheus would not accept the name or a label */
  public Metric {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    if (!NAME.matcher(name).matches() || !name.endsWith(kind.ending) || name.equals(kind.ending)) {
      throw new IllegalArgumentException("'" + name + "' is not a valid name of a metric of kind " + kind);
    }
    for (String label : labels.keySet()) {
      if (!NAME.matcher(label).matches() || label.startsWith("__")) {
        throw new IllegalArgumentException("'" + label + "' is not a valid label name, in metric " + name);
      }
    }
  }

  public static Metric counter(String name, String help, Map<String, String> labels, Number value) {
    return new Metric(name, Kind.COUNTER, help, new TreeMap<>(labels), value);
  }

  public static Metric gauge(String name, String help, Map<String, String> labels, Number value) {
    return new Metric(name, Kind.GAUGE, help, new TreeMap<>(labels), value);
  }

  public static Metric info(String name, String help, Map<String, String> labels) {
    return new Metric(name, Kind.INFO, help, new TreeMap<>(labels), 1L);
  }
}
