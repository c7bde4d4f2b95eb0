package org.eyas.testkit.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The metrics of Falco 0.44.1, as listed in docs/falco-metrics.tsv, and how the engine differs from them. */
public final class FalcoMetricTable {
  private static final String NOTHING = "-";

  private final List<FalcoMetric> rows;

  private FalcoMetricTable(List<FalcoMetric> rows) {
    this.rows = rows;
  }

  /**
   * A sample as it is served.
   *
   * @param type the type in the text format: "counter" or "gauge"
   */
  public record Served(String name, String type, Map<String, String> labels) {}

  public static FalcoMetricTable read() throws IOException {
    return new FalcoMetricTable(
        Files.readAllLines(SharedFiles.repository().resolve("docs/falco-metrics.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(FalcoMetric::of)
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
    for (FalcoMetric row : rows) {
      if (!row.metric().equals(NOTHING)) {
        compare(row, due, row.metric() + row.labels(), served.stream().anyMatch(row::isOf), all);
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
    for (FalcoMetric row : rows) {
      if (!row.field().equals(NOTHING)) {
        boolean there = fields.entrySet().stream().anyMatch(field -> row.isOf(field.getKey(), field.getValue()));
        compare(row, due, row.field(), there, all);
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

  private static void compare(FalcoMetric row, Set<String> due, String name, boolean there, List<String> into) {
    if (row.isDue(due) && !there) {
      into.add(name + " is missing, although Falco has it");
    }
    if (!row.whyNot().isEmpty() && there) {
      into.add(name + " is present, although the table marks it as missing: " + row.whyNot());
    }
  }
}
