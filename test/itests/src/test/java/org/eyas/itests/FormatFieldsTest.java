package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the formats ecs, ocsf and otlp name fields that exist. */
class FormatFieldsTest {
  private static final Path TABLES = Path.of("lib/payload/src/main/resources/org/eyas/payload");

  /** The fields that the engine adds to an alert itself: no event has them, so the list does not name them. */
  private static final Set<String> OF_ALERTS = Set.of("eyas.alert.url", "incident.id", "incident.score", "incident.steps");

  @TempDir private Path folder;

  /** The fields in the third column of the rows that are not constants. */
  private static Set<String> used(String table) throws Exception {
    Set<String> fields = new TreeSet<>();
    for (String line : Files.readAllLines(Dist.checkout().resolve(TABLES).resolve(table))) {
      String[] columns = line.split("\t");
      if (!line.startsWith("#") && columns.length > 2 && !columns[1].equals("=")) {
        List.of(columns[2].split(" ")).stream().filter(name -> name.contains(".")).forEach(fields::add);
      }
    }
    assertTrue(fields.size() > 5, table);
    return fields;
  }

  private Set<String> known() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--list", "-N", "-o", "engine.kind=nodriver"));
    for (String plugin : List.of("k8saudit", "json", "k8smeta")) {
      arguments.addAll(List.of("-o", "plugins[]={name: " + plugin + ", library_path: none}"));
    }
    arguments.addAll(List.of("-o", "load_plugins=[k8saudit, json, k8smeta]"));
    Set<String> known = new TreeSet<>(OF_ALERTS);
    Program.eyas(arguments.toArray(String[]::new)).in(folder).run().out().lines().forEach(known::add);
    return known;
  }

  @Test
  void eachFieldOfATableExists() throws Exception {
    Set<String> known = known();
    for (String table : List.of("ecs.tsv", "ocsf.tsv", "otlp.tsv")) {
      Set<String> unknown = used(table);
      unknown.removeAll(known);
      assertEquals(Set.of(), unknown, table);
    }
  }
}
