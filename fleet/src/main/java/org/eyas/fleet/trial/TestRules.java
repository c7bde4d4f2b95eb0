package org.eyas.fleet.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;

/** The program that tests rules: {@code TestRules RULES... TESTS}. Its exit code is 0 if all tests pass, otherwise 1. */
public final class TestRules {
  private TestRules() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("slf4j.internal.verbosity", "ERROR"); // nothing that people need is logged
    System.exit(run(List.of(arguments), System.out));
  }

  static int run(List<String> files, PrintStream out) throws Exception {
    if (files.size() < 2) {
      out.println("usage: TestRules RULES... TESTS");
      return 1;
    }
    try {
      return test(load(files.subList(0, files.size() - 1)), files.getLast(), out);
    } catch (RefusedRulesException | IOException | IllegalArgumentException e) {
      out.println(e.getMessage());
      return 1;
    }
  }

  private static FleetRules load(List<String> files) throws IOException, RefusedRulesException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (String file : files) {
      contents.put(file, Files.readString(Path.of(file)));
    }
    return FleetRules.load(contents);
  }

  private static int test(FleetRules rules, String file, PrintStream out) throws Exception {
    int failed = 0;
    List<FleetRuleTestCase> tests = FleetRuleTestCase.read(Files.readString(Path.of(file)));
    for (FleetRuleTestCase test : tests) {
      List<String> fired = test.run(rules);
      if (!fired.equals(test.fires())) {
        failed++;
        out.println("failed: " + test.name() + ": fired " + fired + " instead of " + test.fires());
      }
    }
    out.println(tests.size() - failed + " of " + tests.size() + " tests passed");
    return failed == 0 ? 0 : 1;
  }
}
