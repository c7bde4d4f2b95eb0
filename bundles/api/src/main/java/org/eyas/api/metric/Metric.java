package org.eyas.api.metric;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One number at one moment, in the shape that Prometheus has for it.
 *
 * @param name as it is served: letters, digits and underscores; a counter's ends with {@code _total}, an info's with
 *     {@code _info}. The unit stands in it: {@code _bytes}, {@code _seconds}, {@code _ratio}
 * @param help one sentence; metrics of one name have the same
 * @param labels what tells this number apart from others of its name
 * @param value a Long or a Double; 1 for an info
 */
public record Metric(String name, Kind kind, String help, SortedMap<String, String> labels, Number value) {
  /** What may happen to a number between two looks at it. */
  public enum Kind {
    /** It only grows, until the engine is started anew. */
    COUNTER("_total"),
    /** It goes up and down. */
    GAUGE(""),
    /** It stays, and tells something by its labels. */
    INFO("_info");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  /** Of a number that is the only one of its name. */
  public static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** @throws IllegalArgumentException where a name is none that Prometheus takes */
  public Metric {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    if (!NAME.matcher(name).matches() || !name.endsWith(kind.ending) || name.equals(kind.ending)) {
      throw new IllegalArgumentException("no name of a " + kind + ": '" + name + "'");
    }
    for (String label : labels.keySet()) {
      if (!NAME.matcher(label).matches() || label.startsWith("__")) {
        throw new IllegalArgumentException("no name of a label: '" + label + "' of " + name);
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
