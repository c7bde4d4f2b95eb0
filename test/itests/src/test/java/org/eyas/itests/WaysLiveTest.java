package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way of {@code evasions/ways.tsv} raises the shipped rule that the row names by its hit, and not by its near miss. */
class WaysLiveTest {
  private static final Pattern ALERT = Pattern.compile("\"rule\":\"([^\"]+)\"");
  private static final Pattern DEED = Pattern.compile("\"proc.cmdline\":\"[^\"]* ([a-z0-9-]+) (hit|near)[ \"]");

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private record Way(String name, String rule) {
    static Way of(String line) {
      String[] cells = line.split("\t");
      return new Way(cells[0], cells[1]);
    }

    String alert(String kind) {
      return name + " " + kind + ": " + rule;
    }
  }

  @Test
  void eachWayRaisesItsRuleAndItsNearMissDoesNot() throws Exception {
    perform("ways.tsv", List.of("-o", "eyas.rules.shipped=always"));
  }

  @Test
  void falcosRulesSeeTheSameNames() throws Exception {
    perform("names.tsv", ParityRun.officialRules());
  }

  private void perform(String table, List<String> rules) throws Exception {
    LiveEngine engine = LiveEngine.required(eyas, folder);
    Path rows = engine.copy(table);
    List<String> options = new ArrayList<>(rules);
    options.addAll(List.of("-o", "json_output=true", "-o", "rule_matching=all"));
    engine.start(options);
    Program.Result done = Program
        .of(InstalledProgram.require("python3"), engine.copy("ways.py").toString(), folder.toString(), rows.toString()).run();
    Set<String> impossible = LiveEngine.impossible(done.out());
    engine.stop();
    assertEquals("", done.err());
    compare(Files.readAllLines(rows).stream().filter(line -> !line.startsWith("#")).map(Way::of).toList(), impossible);
  }

  private void compare(List<Way> ways, Set<String> impossible) throws IOException {
    Set<String> alerts = alerts();
    Set<String> expected = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (Way way : ways.stream().filter(way -> !impossible.contains(way.name())).toList()) {
      expected.add(way.alert("hit"));
      List.of(way.alert("hit"), way.alert("near")).stream().filter(alerts::contains).forEach(seen::add);
    }
    assertEquals(String.join("\n", expected), String.join("\n", seen));
    System.out.println("WaysLiveTest: " + expected.size() + " of " + ways.size() + " ways raise their rules");
  }

  // "WAY hit: RULE" for each alert about a deed.
  private Set<String> alerts() throws IOException {
    Set<String> alerts = new LinkedHashSet<>();
    for (String line : eyas.lines("out")) {
      Matcher rule = ALERT.matcher(line);
      Matcher deed = DEED.matcher(line);
      if (rule.find() && deed.find()) {
        alerts.add(deed.group(1) + " " + deed.group(2) + ": " + rule.group(1));
      }
    }
    return alerts;
  }
}
