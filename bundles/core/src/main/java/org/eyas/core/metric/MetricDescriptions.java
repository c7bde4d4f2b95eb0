package org.eyas.core.metric;

import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.common.TsvTable;

/** The description of each metric of the engine, in one sentence, from {@code metrics.tsv}. */
final class MetricDescriptions {
  private static final Map<String, String> BY_NAME = read();
  private static final String PROGRAM = "falcosecurity_scap_PROGRAM";

  private MetricDescriptions() {}

  /** @param name the name under which the metric is served; a test finds metrics without a description */
  static String of(String name) {
    String text = BY_NAME.get(name);
    if (text != null) {
      return text;
    }
    return BY_NAME.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(PROGRAM))
        .filter(entry -> name.endsWith(entry.getKey().substring(PROGRAM.length())))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** The names of all metrics; those of a program contain PROGRAM as its name. */
  static Iterable<String> names() {
    return BY_NAME.keySet();
  }

  private static Map<String, String> read() {
    return TsvTable.rows(MetricDescriptions.class, "metrics.tsv").stream()
        .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
  }
}
