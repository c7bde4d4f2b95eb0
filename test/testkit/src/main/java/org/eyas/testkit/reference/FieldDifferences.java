package org.eyas.testkit.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields with values that are known to differ from Falco's values: docs/field-differences.tsv. */
public final class FieldDifferences {
  private static final int CAPTURE = 0;
  private static final int FIELD = 1;
  private static final int COUNT = 2;

  private FieldDifferences() {}

  /**
   * The number of values of each field in one capture that differ from Falco's values, by the field's name with its
   * argument.
   */
  public static Map<String, Integer> in(String capture) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String[] line : lines()) {
      if (line[CAPTURE].equals(capture)) {
        counts.put(line[FIELD], Integer.valueOf(line[COUNT]));
      }
    }
    return counts;
  }

  /** The fields in the table, without arguments. */
  public static List<String> fields() throws IOException {
    return lines().stream().map(line -> line[FIELD].replaceAll("\\[.*", "")).distinct().toList();
  }

  /** The document that gives the reasons. */
  public static Path page() {
    return SharedFiles.repository().resolve("docs/compatibility.md");
  }

  private static List<String[]> lines() throws IOException {
    return Files.readAllLines(SharedFiles.repository().resolve("docs/field-differences.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .toList();
  }
}
