package org.eyas.testkit.reference;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of docs/falco-metrics.tsv.
 *
 * @param holds "number" or "text"
 * @param when the condition under which Falco has the metric
 * @param whyNot the reason why the engine does not have the metric; empty if it has
 */
record FalcoMetric(String metric, String type, Set<String> labels, String field, String holds, String when, String whyNot) {
  private static final String EACH_TAG = "tag_*";

  static FalcoMetric of(String line) {
    String[] columns = line.split("\t", -1);
    Set<String> labels = Stream.of(columns[2].split(",")).filter(label -> !label.isEmpty()).collect(Collectors.toSet());
    return new FalcoMetric(columns[0], columns[1], labels, columns[3], columns[4], columns[5], columns[6]);
  }

  /** Whether this metric must be present in a run for which these conditions hold. */
  boolean isDue(Set<String> conditions) {
    return conditions.contains(when);
  }

  /** Whether a sample is this metric. */
  boolean isOf(FalcoMetricTable.Served sample) {
    return pattern(metric).matcher(sample.name()).matches()
        && type.equals(sample.type())
        && labels(sample).equals(labels.stream().map(FalcoMetric::name).collect(Collectors.toSet()))
        && labels.stream().filter(label -> label.contains("=")).allMatch(label -> has(sample, label.split("=")));
  }

  private static boolean has(FalcoMetricTable.Served sample, String[] label) {
    return label[1].equals(sample.labels().get(label[0]));
  }

  private static String name(String label) {
    return label.replaceFirst("=.*", "");
  }

  private static Set<String> labels(FalcoMetricTable.Served sample) {
    return sample.labels().keySet().stream()
        .map(label -> label.startsWith("tag_") ? EACH_TAG : label)
        .collect(Collectors.toSet());
  }

  /** Whether a field of a snapshot is this metric. */
  boolean isOf(String name, Object value) {
    return pattern(field).matcher(name).matches() && holds.equals(value instanceof Number ? "number" : "text");
  }

  /** NAME and PROGRAM are placeholders for any text, N for a number. */
  private static Pattern pattern(String name) {
    String anything = "\\\\E.+\\\\Q";
    return Pattern.compile(
        ("\\Q" + name + "\\E").replaceAll("NAME|PROGRAM", anything).replaceAll("(?<=_)N(?=_|\\\\E$)", "\\\\E\\\\d+\\\\Q"));
  }
}
