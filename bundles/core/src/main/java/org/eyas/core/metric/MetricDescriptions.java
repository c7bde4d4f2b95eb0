package org.eyas.core.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(MetricDescriptions.class.getResourceAsStream("metrics.tsv")), StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
