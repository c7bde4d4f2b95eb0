package org.eyas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of Falco 0.44.1, as listed in docs/falco-metrics.tsv, and how the engine differs from them. */
public final class FalcoMetrics {
  private static final String NOTHING = "-";
  private static final String EACH_TAG = "tag_*";

  private final List<Row> rows;

  private FalcoMetrics(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * A sample as it is served.
   *
   * @param type the type in the text format: "counter" or "gauge"
   */
  public record Served(String name, String type, Map<String, String> labels) {}

  private record Row(String metric, String type, Set<String> labels, String field, String holds, String when, String whyNot) {
    static Row of(String line) {
      String[] columns = line.split("\t", -1);
      Set<String> labels = Stream.of(columns[2].split(",")).filter(label -> !label.isEmpty()).collect(Collectors.toSet());
      return new Row(columns[0], columns[1], labels, columns[3], columns[4], columns[5], columns[6]);
    }

    /** Whether this metric must be present in a run for which these conditions hold. */
    boolean isDue(Set<String> conditions) {
      return conditions.contains(when);
    }

    boolean isOf(Served sample) {
      return pattern(metric).matcher(sample.name()).matches()
          && type.equals(sample.type())
          && labels(sample).equals(labels.stream().map(Row::name).collect(Collectors.toSet()))
          && labels.stream().filter(label -> label.contains("=")).allMatch(label -> has(sample, label.split("=")));
    }

    private static boolean has(Served sample, String[] label) {
      return label[1].equals(sample.labels().get(label[0]));
    }

    private static String name(String label) {
      return label.replaceFirst("=.*", "");
    }

    private static Set<String> labels(Served sample) {
      return sample.labels().keySet().stream()
          .map(label -> label.startsWith("tag_") ? EACH_TAG : label)
          .collect(Collectors.toSet());
    }

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

  public static FalcoMetrics read() throws IOException {
    return new FalcoMetrics(
        Files.readAllLines(SharedFiles.repository().resolve("docs/falco-metrics.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Row::of)
            .toList());
  }

  /**
   * Lists metrics that should be served but are not, metrics with Falco's prefix that Falco does not have, and metrics that the
   * table marks as missing although they are served.
   *
   * @param conditions the values of the column "when" that hold in this run
   */
  public List<String> differences(List<Served> served, String... conditions) {
    List<String> all = new ArrayList<>();
    Set<String> due = Set.copyOf(Arrays.asList(conditions));
    for (Row row : rows) {
      if (!row.metric.equals(NOTHING)) {
        compare(row, due, row.metric + row.labels, served.stream().anyMatch(row::isOf), all);
      }
    }
    Predicate<Served> known = sample -> rows.stream().anyMatch(row -> row.isOf(sample));
    served.stream()
        .filter(sample -> sample.name().startsWith("falcosecurity_") && !known.test(sample))
        .forEach(sample -> all.add(sample + " is not Falco's"));
    return all;
  }

  /** Like {@link #differences}, for the fields of a metrics snapshot. */
  public List<String> fieldDifferences(Map<String, ?> fields, String... conditions) {
    List<String> all = new ArrayList<>();
    Set<String> due = Set.copyOf(Arrays.asList(conditions));
    for (Row row : rows) {
      if (!row.field.equals(NOTHING)) {
        boolean there = fields.entrySet().stream().anyMatch(field -> row.isOf(field.getKey(), field.getValue()));
        compare(row, due, row.field, there, all);
      }
    }
    new TreeMap<>(fields)
        .forEach(
            (name, value) -> {
              if (!name.startsWith("plugins.") && rows.stream().noneMatch(row -> row.isOf(name, value))) {
                all.add(name + "=" + value + " is not Falco's");
              }
            });
    return all;
  }

  private static void compare(Row row, Set<String> due, String name, boolean there, List<String> into) {
    if (row.isDue(due) && !there) {
      into.add(name + " is missing, although Falco has it");
    }
    if (!row.whyNot.isEmpty() && there) {
      into.add(name + " is present, although the table marks it as missing: " + row.whyNot);
    }
  }
}
