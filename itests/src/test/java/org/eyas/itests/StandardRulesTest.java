package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that ship with Eyas: each fires for its hit and not for its near miss. */
class StandardRulesTest {
  private static final Path BUNDLE = Path.of("../bundles/rules-default/src");
  private static final Path RULES = BUNDLE.resolve("main/resources/org/eyas/rules/standard");
  private static final Path TESTS = BUNDLE.resolve("test/rules");
  private static final Pattern RULE = Pattern.compile("(?m)^- rule: (.+)$");
  private static final Pattern TEST = Pattern.compile("(?m)^  - name: (.+)$");
  private static final Pattern TAGS = Pattern.compile("(?m)^  tags: \\[(.+)]$");

  private static String all(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void theirTestsPass() throws Exception {
    Program.Result result = Program.eyas("test", TESTS.toString(), "-o", "rules[].enable.rule=*").run();
    assertEquals(0, result.exitCode(), result.out() + result.err());
    int tests = found(TEST, all(TESTS)).size();
    assertTrue(result.out().contains(tests + " passed, 0 failed"), result.out());
  }

  @Test
  void eachHasAHitAndANearMiss() throws IOException {
    String tests = all(TESTS);
    List<String> untested = new ArrayList<>();
    for (String rule : found(RULE, all(RULES))) {
      boolean hit = tests.contains("  expect: [" + rule + "]\n");
      boolean miss =
          tests.contains("  - name: '" + rule + ", near miss: ") || tests.contains("  - name: " + rule + ", near miss: ");
      if (!hit || !miss) {
        untested.add(rule);
      }
    }
    assertEquals(List.of(), untested);
  }

  @Test
  void eachIsTaggedWithWhereItAppliesATacticATechniqueAndItsMaturity() throws IOException {
    String rules = all(RULES);
    List<String> tags = found(TAGS, rules);
    assertEquals(found(RULE, rules).size(), tags.size());
    for (String text : tags) {
      List<String> given = List.of(text.split(", "));
      assertTrue(given.contains("host") || given.contains("container"), text);
      assertTrue(given.stream().anyMatch(tag -> tag.startsWith("mitre_")), text);
      assertTrue(given.stream().anyMatch(tag -> tag.matches("T\\d{4}(\\.\\d{3})?|TA\\d{4}")), text);
      assertEquals(1, given.stream().filter(tag -> tag.matches("maturity_(stable|incubating|sandbox)")).count(), text);
    }
  }

  @Test
  void theyLoadWithoutAWarning() throws Exception {
    Program.Result result = Program.eyas("-L", "-o", "engine.kind=nodriver", "-o", "log_level=warning").run();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertTrue(result.out().contains("Terminal shell in a container"), result.out());
  }
}
