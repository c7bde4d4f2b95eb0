package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.testkit.reference.SharedFiles;

/** The alerts of one workload under several drivers, as {@code alerts-of-drivers} prints them. */
final class DriverAlerts {
  /** The rules of which the workload does what they describe. */
  private static final int FEWEST_RULES = 15;

  private final Map<String, List<String>> alerts = new TreeMap<>();

  /** @param lines a driver, a rule and fields each */
  DriverAlerts(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      alerts.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1]);
    }
    alerts.values().forEach(ofDriver -> ofDriver.sort(null));
  }

  /** A folder with Falco's rule files for system calls. It is below the checkout, so that other kernels see it. */
  static Path officialRules() throws IOException {
    Path folder = Files.createDirectories(Path.of("target/official-rules").toAbsolutePath());
    for (String name : List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml")) {
      Files.write(folder.resolve(name), Files.readAllBytes(SharedFiles.require("rules/" + name)));
    }
    return folder;
  }

  /** Whether each of the drivers has the same alerts, by many rules. */
  void assertAllEqual(String... drivers) {
    List<String> first = alerts.getOrDefault(drivers[0], List.of());
    long rules = first.stream().map(line -> line.substring(0, line.indexOf(" {"))).distinct().count();
    System.out.println(first.size() + " alerts by " + rules + " rules");
    assertTrue(rules >= FEWEST_RULES, () -> rules + " rules: " + String.join("\n", first));
    for (String driver : drivers) {
      List<String> other = alerts.getOrDefault(driver, List.of());
      assertEquals(String.join("\n", first), String.join("\n", other), () -> drivers[0] + " and " + driver);
    }
  }
}
