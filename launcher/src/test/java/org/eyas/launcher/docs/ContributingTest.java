package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rows of CONTRIBUTING.md name each place that something shipped of the same kind is in. */
class ContributingTest {
  private static final List<String> ROOTS =
      List.of(
          "bundles", "launcher", "dist/src/main", "dist/pom.xml", "pom.xml", "docs/ARCHITECTURE.md", "docs/outputs.md",
          "docs/configuration.md", "docs/command-line.md");

  /** The words by which a row names files that tests write. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "dist/src/main/dist/etc/eyas.yaml", "the shipped file", "docs/configuration.md", "the documents",
          "dist/src/main/dist/share/bash-completion/completions/eyas", "the completion", "docs/command-line.md", "the document");

  private static String row(String task) throws IOException {
    return Files.readAllLines(Documents.ROOT.resolve("CONTRIBUTING.md")).stream()
        .filter(line -> line.startsWith("| " + task + " |"))
        .findFirst().orElseThrow();
  }

  /** The shipped files that contain a pattern, except those of its own. */
  private static Set<String> places(String pattern, String own) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    Set<String> places = new TreeSet<>();
    for (String root : ROOTS) {
      try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(root))) {
        for (Path file : files.filter(ContributingTest::isText).toList()) {
          String name = Documents.ROOT.relativize(file).toString();
          if (!name.matches(own) && wanted.matcher(Files.readString(file)).find()) {
            places.add(name);
          }
        }
      }
    }
    return places;
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    boolean shipped = !name.contains("/target/") && !name.contains("/src/test/") && !name.contains("/node_modules/");
    return shipped && Files.isRegularFile(file)
        && name.matches(".*(\\.(java|tsv|xml|yaml|md|sh|bnd)|/bin/eyas|/completions/eyas)");
  }

  private static void assertNamed(String task, String pattern, String own, int least) throws IOException {
    String row = row(task);
    Set<String> places = places(pattern, own);
    assertTrue(places.size() >= least, places::toString);
    places.removeIf(place -> row.contains(WRITTEN.getOrDefault(place, shortName(place))));
    assertEquals(Set.of(), places, task);
  }

  // A pom.xml is one of many; a class and a table have names of their own.
  private static String shortName(String place) {
    return place.endsWith("pom.xml") ? "`" + place + "`" : Path.of(place).getFileName().toString().replace(".java", "");
  }

  @Test
  void theRowOfAnOutputNamesEveryPlace() throws IOException {
    assertNamed(
        "add an output", "output-program|org\\.eyas\\.output\\.program|output\\.program<|program_output",
        "bundles/output-program/.*",
        8);
  }

  @Test
  void theRowOfAKeyNamesEveryPlace() throws IOException {
    assertNamed("add a key of falco.yaml", "rotate[._]?mb|rotateMb", "bundles/output-file/.*|docs/outputs.md", 3);
  }

  @Test
  void theRowOfASubcommandNamesEveryPlace() throws IOException {
    assertNamed(
        "add a subcommand", "\"explain\"|eyas explain|command\\.explain|\n    explain\\)",
        ".*/ExplainCommand.java|bundles/(api|console)/.*", 4);
  }

  @Test
  void theRowOfACommandForTheEngineNamesEveryPlace() throws IOException {
    assertNamed(
        "add a command for the running engine", "\"journal\"|eyas journal|=journal\"|\n    journal\\)",
        ".*/JournalCommand.java|bundles/console/.*", 3);
  }
}
