package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of rules that ship and of their tests.
 *
 * @param rules the folder of the rule files
 * @param tests the folder of the test files
 */
record ShippedRules(Path rules, Path tests) {
  private static final Pattern RULE = Pattern.compile("(?m)^- rule: (.+)$");
  private static final Pattern TEST = Pattern.compile("(?m)^  - name: (.+)$");
  private static final Pattern TAGS = Pattern.compile("(?m)^  tags: \\[(.+)]$");

  /** Those of a folder below the module's resources. */
  static ShippedRules of(String rules, String tests) {
    Path bundle = Path.of("../../bundles/rules-default/src");
    return new ShippedRules(bundle.resolve("main/resources/org/eyas/rules").resolve(rules),
        bundle.resolve("test").resolve(tests));
  }

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

  /** All rules as one text, the vocabulary first, because macros see only macros before them. */
  String text() throws IOException {
    String vocabulary = Files.readString(rules.resolve("vocabulary.yaml"));
    return vocabulary + all(rules).replace(vocabulary, "");
  }

  int testCount() throws IOException {
    return found(TEST, all(tests)).size();
  }

  List<String> names() throws IOException {
    return found(RULE, all(rules));
  }

  /** The tags of each rule. */
  List<List<String>> tags() throws IOException {
    return found(TAGS, all(rules)).stream().map(text -> List.of(text.split(", "))).toList();
  }

  /** The rules without a test that expects exactly them, or without one that is nearly so. */
  List<String> untested() throws IOException {
    String text = all(tests);
    List<String> untested = new ArrayList<>();
    for (String rule : names()) {
      boolean hit = text.contains("  expect: [" + rule + "]\n") || text.contains("  expect: [" + rule + ", " + rule)
          || text.contains("\n      - rule: " + rule + "\n");
      boolean miss =
          text.contains("  - name: '" + rule + ", near miss: ") || text.contains("  - name: " + rule + ", near miss: ");
      if (!hit || !miss) {
        untested.add(rule);
      }
    }
    return untested;
  }

  /** Rules whose tags lack a tactic, a technique or the maturity, or where they apply. */
  List<String> incomplete(String... scopes) throws IOException {
    List<String> incomplete = new ArrayList<>();
    List<List<String>> all = tags();
    for (int i = 0; i < all.size(); i++) {
      List<String> given = all.get(i);
      boolean complete =
          Stream.of(scopes).anyMatch(given::contains)
              && given.stream().anyMatch(tag -> tag.startsWith("mitre_"))
              && given.stream().anyMatch(tag -> tag.matches("T\\d{4}(\\.\\d{3})?|TA\\d{4}"))
              && given.stream().filter(tag -> tag.matches("maturity_(stable|incubating|sandbox)")).count() == 1;
      if (!complete) {
        incomplete.add(names().get(i) + ": " + given);
      }
    }
    return incomplete;
  }
}
