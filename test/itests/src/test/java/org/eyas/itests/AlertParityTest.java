package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Falco's own rules over half a million real events: the output must equal that of Falco 0.44.1. */
class AlertParityTest {
  private static final String STATISTICS = "Events detected: ";

  @TempDir private Path folder;

  @Test
  void jsonAlertsAreThoseOfFalco() throws Exception {
    Program.Result run =
        ParityRun.replay(
            "mixed.scap.gz", ParityRun.officialRules(), "-o", "json_output=true", "-o", "rule_matching=all");
    Path actual = Files.writeString(folder.resolve("actual.jsonl"), run.out());
    Program.Result compared =
        Program.eyas("compare", "--ignore", "hostname", ParityRun.capture("mixed.alerts.jsonl").toString(), actual.toString())
            .run();
    assertEquals(0, compared.exitCode(), compared.out() + compared.err());
  }

  @Test
  void textAlertsAndStatisticsAreThoseOfFalco() throws Exception {
    String out = ParityRun.replay("mixed.scap.gz", ParityRun.officialRules(), "-o", "rule_matching=first").out();
    int statistics = out.indexOf(STATISTICS);
    assertTrue(statistics >= 0, out);
    assertEquals(
        sorted(Files.readString(ParityRun.capture("mixed.alerts.txt"))), sorted(out.substring(0, statistics)));
    assertEquals(Files.readString(ParityRun.capture("mixed.stats.txt")), out.substring(statistics));
  }

  // Alerts of the same time have no order.
  private static String sorted(String lines) {
    return String.join("\n", lines.lines().sorted().toList());
  }

  @Test
  void loads93RulesOfWhich81AreEnabled() throws Exception {
    List<String> arguments = new ArrayList<>(ParityRun.officialRules());
    arguments.addAll(List.of("-L", "-o", "json_output=true"));
    Program.Result listed = Program.eyas(arguments.toArray(String[]::new)).run();
    assertEquals(0, listed.exitCode(), listed.err());
    assertEquals(81, count("\"enabled\":true", listed.out()));
    assertEquals(12, count("\"enabled\":false", listed.out()));
  }

  private static long count(String text, String in) {
    return Pattern.compile(text, Pattern.LITERAL).matcher(in).results().count();
  }
}
