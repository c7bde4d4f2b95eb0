package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each distinct check of Falco's rules as its own rule over a sample of real events: it must match as often as in Falco
 * 0.44.1. Only some of the rules fire in a capture; this test covers the others.
 */
class LeafParityTest {
  private static final Pattern RULE = Pattern.compile("rule: (leaf \\d+)");
  private static final Pattern HITS = Pattern.compile("(?m)^ {3}(leaf \\d+): (\\d+)$");

  /** The differences in hits where Eyas is correct and Falco is wrong; docs/compatibility.md gives the reasons. */
  private static final Map<String, Long> FAULTS_OF_FALCO =
      Map.of(
          // setreuid(0, -1) leaves the effective user as it is; Falco takes -1 for its number.
          "leaf 0174", 6L, // user.uid = 0
          "leaf 0306", 6L, // user.name = root
          "leaf 0798", -6L, // user.uid != 0
          // A datagram over ::1 arrives at a bound socket: Falco loses its protocol and reports port 0 as one end.
          "leaf 0299", 1L, // fd.l4proto = udp
          "leaf 0303", -1L); // fd.port in (53, ..., 0, ...)

  @Test
  void everyCheckHoldsAsOftenAsInFalco() throws Exception {
    assertEqualHits("mixed.checks.yaml", 815);
  }

  @Test
  void everyComparisonOfEventTypesHoldsAsOftenAsInFalco() throws Exception {
    assertEqualHits("mixed.types.yaml", 26);
  }

  private static void assertEqualHits(String rules, int count) throws Exception {
    Map<String, Long> wanted = wanted(rules);
    assertEquals(count, wanted.size());
    Program.Result run =
        ParityRun.replay(
            "mixed.scap.gz", ParityRun.rules(rules), "-o", "rule_matching=all", "-o", "base_syscalls.all=true");
    Map<String, Long> hits = new TreeMap<>();
    wanted.keySet().forEach(rule -> hits.put(rule, 0L));
    Matcher lines = HITS.matcher(run.out());
    while (lines.find()) {
      hits.put(lines.group(1), Long.valueOf(lines.group(2)));
    }
    assertEquals(lines(wanted), lines(hits));
  }

  /** The hits of every rule of a file; 0 for a rule without a line in the reference. */
  private static Map<String, Long> wanted(String rules) throws IOException {
    Map<String, Long> wanted = new TreeMap<>();
    Matcher names = RULE.matcher(Files.readString(ParityRun.capture(rules)));
    while (names.find()) {
      wanted.put(names.group(1), FAULTS_OF_FALCO.getOrDefault(names.group(1), 0L));
    }
    List<String> reference = Files.readAllLines(ParityRun.capture("mixed.leaves.tsv"));
    reference.stream()
        .map(line -> line.split("\t"))
        .forEach(columns -> wanted.computeIfPresent(columns[0], (_, hits) -> hits + Long.parseLong(columns[1])));
    return wanted;
  }

  private static String lines(Map<String, Long> hits) {
    return hits.toString().replace(", ", "\n");
  }
}
