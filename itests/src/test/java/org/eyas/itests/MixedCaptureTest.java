package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eyas.testkit.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program over a real capture of half a million events, against what Falco 0.44.1 printed for it. */
class MixedCaptureTest {
  @TempDir private Path folder;

  private static Program.Result replay(String... options) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml")) {
      arguments.addAll(List.of("-r", SharedFiles.require("rules/" + file).toString()));
    }
    arguments.addAll(List.of("-e", SharedFiles.require("captures/mixed.scap.gz").toString()));
    arguments.addAll(Arrays.asList(options));
    Program.Result result =
        Program.eyas(arguments.toArray(String[]::new)).with("TZ", "UTC").with("FALCO_HOSTNAME", "shop").run();
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  private static String sortedText(List<String> lines) {
    return lines.stream().sorted().collect(Collectors.joining("\n"));
  }

  @Test
  void jsonAlertsAreThoseOfFalco() throws Exception {
    Path expected = SharedFiles.require("captures/mixed.alerts.jsonl");
    Path actual = folder.resolve("alerts.jsonl");
    Files.writeString(actual, replay("-o", "json_output=true", "-o", "rule_matching=all").out());
    Path script = Dist.checkout().resolve("itests/compare-alerts");
    Program.Result compared = Program.of(script, expected.toString(), actual.toString()).run();
    assertEquals(0, compared.exitCode(), compared.out() + compared.err());
  }

  @Test
  void textAlertsAndStatisticsAreThoseOfFalco() throws Exception {
    List<String> lines = replay().out().lines().toList();
    int statistics = lines.indexOf("Events detected: 171");
    assertTrue(statistics >= 0, () -> "no statistics: " + lines.size() + " lines");
    assertSameLines("captures/mixed.alerts.txt", lines.subList(0, statistics));
    // Falco prints the rules in the order of a hash table.
    assertSameLines("captures/mixed.stats.txt", lines.subList(statistics, lines.size()));
  }

  private static void assertSameLines(String expected, List<String> actual) throws IOException {
    List<String> lines = Files.readAllLines(SharedFiles.require(expected));
    assertEquals(sortedText(lines), sortedText(actual));
  }
}
