package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Limits, paths and ports that documents repeat are those of the code: see facts.tsv. */
class RepeatedFactsTest {
  private static final String FACT = "(\\d[\\d_,]*(?<![_,])|/[\\w./-]*\\w)";

  private record Place(String fact, String file, String text) {
    static Place of(String line) {
      String[] cells = line.split("\t");
      return new Place(cells[0], cells[1], cells[2]);
    }

    // White space stands for any white space, because lines of documents are broken anywhere.
    private Pattern pattern() {
      return Pattern.compile(
          Arrays.stream(text.split("\\{\\}", -1))
              .map(part -> Arrays.stream(part.split("\\s+", -1)).map(Pattern::quote).collect(Collectors.joining("\\s+")))
              .collect(Collectors.joining(FACT)));
    }

    List<String> values() throws IOException {
      return pattern().matcher(Files.readString(Documents.ROOT.resolve(file))).results()
          .map(found -> found.group(1).replaceAll("[_,]", ""))
          .toList();
    }
  }

  private static List<Place> places() throws IOException {
    return Files.readAllLines(Documents.ROOT.resolve("launcher/src/test/resources/org/eyas/launcher/docs/facts.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(Place::of)
        .toList();
  }

  @Test
  void eachFactIsTheSameAtAllItsPlaces() throws IOException {
    Map<String, TreeSet<String>> facts = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Place place : places()) {
      List<String> values = place.values();
      if (values.isEmpty()) {
        wrong.add(place.file() + " has no longer: " + place.text());
      }
      values.forEach(value -> facts.computeIfAbsent(place.fact(), _ -> new TreeSet<>()).add(value));
    }
    facts.forEach((fact, values) -> {
      if (values.size() > 1) {
        wrong.add(fact + ": " + values);
      }
    });
    assertEquals(List.of(), wrong, "mend the document or the code, or the row of facts.tsv");
  }

  @Test
  void eachFactHasAtLeastTwoPlaces() throws IOException {
    Map<String, Long> counts = places().stream().collect(Collectors.groupingBy(Place::fact, Collectors.counting()));
    assertTrue(counts.size() > 30, counts.size() + " facts");
    assertEquals(Map.of(), counts.entrySet().stream().filter(fact -> fact.getValue() < 2)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
