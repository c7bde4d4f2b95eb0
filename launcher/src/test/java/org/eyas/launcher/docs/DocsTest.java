package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of the documents that a machine can check: links, headings, the table of modules, the decision records. */
class DocsTest {
  private static final Path RECORDS = Documents.ROOT.resolve("docs/adr");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern RECORD =
      Pattern.compile(
          "\\A# (\\d+)\\. ([^\n]+)\n\nDate: \\d{4}-\\d\\d-\\d\\d\n\nStatus: (accepted|amended by \\[|replaced by \\[)");

  /** A file of docs/walk.md, whose link has the name of its class. */
  private static final Pattern STEP = Pattern.compile("\\[(\\w+)\\]\\(([^)]+)/\\1\\.java\\)");

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : Documents.all()) {
      for (String link : Documents.relativeLinks(document)) {
        links++;
        if (!leadsSomewhere(document, link)) {
          broken.add(Documents.name(document) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 200, links + " links");
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || Documents.anchors(target).contains(parts[1]));
  }

  @Test
  void theNumberOfRulesThatShipIsTrue() throws IOException {
    long rules = shippedRules("standard");
    long auditRules = shippedRules("audit");
    assertTrue(Files.readString(Documents.ROOT.resolve("README.md")).contains("the " + rules + " rules that ship"),
        "README.md: " + rules);
    long sent = rules - shippedSignals();
    assertTrue(
        Files.readString(Documents.ROOT.resolve("docs/configuration.md")).contains("disabled: " + sent + " "),
        "docs/configuration.md: " + sent);
    assertTrue(
        Files.readString(Documents.ROOT.resolve("docs/how-to/kubernetes-audit.md"))
            .contains(" " + auditRules + " rules that ship"),
        "docs/how-to/kubernetes-audit.md: " + auditRules);
  }

  private static long shippedSignals() throws IOException {
    Path file = Documents.ROOT.resolve("bundles/rules-default/src/main/resources/org/eyas/rules/standard/signals.yaml");
    return Files.readAllLines(file).stream().filter(line -> line.startsWith("  tags:") && line.contains("eyas_signal_")).count();
  }

  private static long shippedRules(String folder) throws IOException {
    long rules = 0;
    try (Stream<Path> files =
        Files.list(Documents.ROOT.resolve("bundles/rules-default/src/main/resources/org/eyas/rules").resolve(folder))) {
      for (Path file : files.toList()) {
        rules += Files.readAllLines(file).stream().filter(line -> line.startsWith("- rule: ")).count();
      }
    }
    return rules;
  }

  @Test
  void everyModuleIsInTheTableOfModules() throws IOException {
    String page = Files.readString(Documents.ROOT.resolve("docs/ARCHITECTURE.md"));
    int begin = page.indexOf("\n## Modules\n");
    String table = page.substring(begin, page.indexOf("\n## ", begin + 1));
    List<String> modules =
        MODULE.matcher(Files.readString(Documents.ROOT.resolve("pom.xml"))).results().map(match -> match.group(1)).toList();
    assertTrue(modules.size() > 30, modules::toString);
    assertEquals(List.of(), modules.stream().filter(module -> !isNamed(module, table)).toList(), "modules without a row");
  }

  private static boolean isNamed(String module, String table) {
    return table.contains("`" + module + "`") || table.contains("`" + module.replaceFirst("/[^/]*$", "/") + "`");
  }

  @Test
  void everyDecisionHasADateAStatusAndALineInTheIndex() throws IOException {
    String index = Files.readString(RECORDS.resolve("README.md"));
    Set<Integer> numbers = new HashSet<>();
    for (Path record : records()) {
      String file = record.getFileName().toString();
      MatchResult head = RECORD.matcher(Files.readString(record)).results().findFirst().orElse(null);
      assertTrue(head != null, file + " does not begin with '# N. Title', 'Date: yyyy-mm-dd' and 'Status: ...'");
      int number = Integer.parseInt(head.group(1));
      assertTrue(numbers.add(number), file + ": another record has its number");
      assertTrue(file.startsWith("%04d-".formatted(number)), file + ": number in its name");
      String line = "* [%d](%s) %s".formatted(number, file, head.group(2));
      assertTrue(index.contains("\n" + line), "docs/adr/README.md lacks the line: " + line);
    }
  }

  @Test
  void theWalkHasAtMostFiftyFilesThatExist() throws IOException {
    Path walk = Documents.ROOT.resolve("docs/walk.md");
    List<String> steps = Files.readAllLines(walk).stream().filter(line -> line.matches("\\d+\\. \\[.*")).toList();
    List<Path> files = STEP.matcher(String.join("\n", steps)).results()
        .map(step -> walk.resolveSibling(step.group(2) + "/" + step.group(1) + ".java").normalize()).toList();
    assertEquals(steps.size(), files.size(), "steps that do not name the file that they lead to");
    assertEquals(List.of(), files.stream().filter(file -> !Files.exists(file)).toList(), "files that do not exist");
    assertEquals(files.size(), new HashSet<>(files).size(), "different files");
    assertTrue(files.size() > 40 && files.size() <= 50, files.size() + " files");
    assertTrue(Files.readString(walk).contains("Read these " + files.size() + " files"), "docs/walk.md: " + files.size());
  }

  private static List<Path> records() throws IOException {
    try (Stream<Path> files = Files.list(RECORDS)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
  }
}
