package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.itests.ComponentTypes.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the table of keys with the {@code Config} types of all bundles: keys.tsv and a component agree on each property. */
class KeysTest {
  private static final String TABLE = "bundles/config/src/main/resources/org/eyas/config/key/keys.tsv";

  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "flag", Set.of("Boolean"), "whole", Set.of("Integer", "Long"), "decimal", Set.of("Double"),
          "texts", Set.of("String"), "map", Set.of("String", "Password"));

  /** A line of the table for one of its PIDs. */
  private record Row(String key, String type, String standard, String pid, String property) {
    boolean isComputed() {
      return property.startsWith("(");
    }

    String name() {
      return isComputed() ? property.substring(1, property.length() - 1) : property;
    }

    boolean isProperty() {
      return !name().isEmpty() && !name().equals("+");
    }
  }

  private static ComponentTypes components;
  private static List<Row> rows;

  @BeforeAll
  static void read() throws IOException {
    components = new ComponentTypes(Dist.bundles());
    rows = new ArrayList<>();
    for (String line : Files.readAllLines(Dist.checkout().resolve(Path.of(TABLE)))) {
      String[] columns = line.split("\t", -1);
      if (!line.startsWith("#") && !line.startsWith("key\t")) {
        for (String pid : columns[4].split(",")) {
          String type = columns[1].replaceAll("[(~!].*", "");
          rows.add(new Row(columns[0], type, columns[2], pid.replaceFirst("~.*", ""), columns[5]));
        }
      }
    }
  }

  @Test
  void eachPidOfTheTableIsThatOfAComponent() {
    Set<String> unknown = new TreeSet<>();
    rows.forEach(row -> unknown.add(row.pid()));
    unknown.removeIf(pid -> !pid.startsWith("org.eyas.") || pid.endsWith(".*") || components.hasComponent(pid));
    assertEquals(Set.of(), unknown);
  }

  @Test
  void eachPropertyOfTheTableHasItsTypeAndDefaultInTheComponent() {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      if (row.isProperty() && !row.pid().endsWith(".*")) {
        Property property = components.byPid().getOrDefault(row.pid(), Map.of()).get(row.name());
        if (property == null || !row.isComputed() && !agrees(row, property)) {
          wrong.add(row.key() + " is " + row.type() + " " + row.standard() + ", but " + row.pid() + " has " + property);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(rows.stream().filter(Row::isProperty).count() > 100);
  }

  @Test
  void eachPropertyOfAComponentIsAKeyOrDescribedThere() {
    Set<String> keys = new HashSet<>();
    Set<String> computed = new HashSet<>();
    rows.forEach(row -> (row.isComputed() ? computed : keys).add(row.pid() + " " + row.name()));
    List<String> wrong = new ArrayList<>();
    components.byPid().forEach(
        (pid, properties) -> properties.forEach(
            (name, property) -> {
              String what = pid + " " + name;
              if (pid.startsWith("org.eyas.") && keys.contains(what) == property.described()) {
                wrong.add(what + (property.described() ? " is described by keys.tsv, too" : " is no key and has no description"));
              }
            }));
    assertEquals(List.of(), wrong);
    assertTrue(computed.contains("org.eyas.rules plugins"));
  }

  private static boolean agrees(Row row, Property property) {
    boolean list = row.type().equals("texts") || row.type().equals("map");
    Set<String> types = TYPES.getOrDefault(row.type(), Set.of("String", "Password"));
    return property.list() == list && types.contains(property.type()) && sameDefault(row, property.standard());
  }

  // A key of an element of a list may have no default: the component decides.
  private static boolean sameDefault(Row row, String standard) {
    if (row.standard().isEmpty()) {
      return true;
    }
    if (row.type().equals("decimal")) {
      return Double.parseDouble(row.standard()) == Double.parseDouble(standard);
    }
    String bare = row.standard().replaceAll("^[\\[{\"](.*)[]}\"]$", "$1").replace(", ", ",");
    return bare.equals(standard);
  }
}
