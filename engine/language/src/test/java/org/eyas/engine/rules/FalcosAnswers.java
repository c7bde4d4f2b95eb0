package org.eyas.engine.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.testkit.reference.SharedFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A rule file and the output of {@code falco -V} for it, a line for each finding:
 * {@code error CODE | message | TYPE 'NAME' LINE:COLUMN, ...}.
 *
 * @param refusal the output in place of findings; empty if there are findings
 */
record FalcosAnswers(String name, String rules, boolean ok, List<String> findings, String refusal) {
  static List<FalcosAnswers> all() throws IOException {
    List<FalcosAnswers> all = new ArrayList<>();
    Yaml json = new Yaml(new LoaderOptions());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedFiles.require("rules/random.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> all.add(of(json.load(line))));
    }
    return all;
  }

  private static FalcosAnswers of(Map<String, Object> line) {
    Map<?, ?> falco = (Map<?, ?>) line.get("falco");
    return new FalcosAnswers(
        String.valueOf(line.get("name")),
        String.valueOf(line.get("rules")),
        Integer.valueOf(0).equals(falco.get("rc")),
        Stream.concat(findings("error", falco.get("errors")), findings("warning", falco.get("warnings"))).toList(),
        falco.get("none") instanceof String refusal ? refusal.strip() : "");
  }

  private static Stream<String> findings(String kind, Object findings) {
    return findings instanceof List<?> list ? list.stream().map(finding -> finding(kind, (List<?>) finding)) : Stream.of();
  }

  private static String finding(String kind, List<?> finding) {
    List<String> places = new ArrayList<>();
    ((List<?>) finding.get(2)).forEach(place -> places.add(place((List<?>) place)));
    return kind + " " + finding.get(0) + " | " + finding.get(1) + " | " + String.join(", ", places);
  }

  private static String place(List<?> place) {
    return place.get(0) + " '" + place.get(1) + "' " + place.get(2) + ":" + place.get(3);
  }

  /** One of our findings in the same form. */
  static String finding(String kind, Diagnostic diagnostic) {
    List<String> places = new ArrayList<>();
    for (Location at : diagnostic.locations()) {
      places.add(at.itemType() + " '" + at.itemName() + "' " + at.line() + ":" + at.column());
    }
    return kind + " " + diagnostic.code() + " | " + diagnostic.message() + " | " + String.join(", ", places);
  }
}
