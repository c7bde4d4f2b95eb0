package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Assumptions;

/** Runs of the program under the conditions of the Falco runs with which they are compared. */
final class ParityRun {
  private static final String CAPTURES = "captures/";

  private ParityRun() {}

  /** The arguments that load Falco's three rule files for system calls, in the order of the reference. */
  static List<String> officialRules() {
    List<String> arguments = new ArrayList<>();
    for (String file : List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml")) {
      arguments.addAll(List.of("-r", SharedFiles.require("rules/" + file).toString()));
    }
    return arguments;
  }

  static List<String> rules(String file) {
    return List.of("-r", capture(file).toString());
  }

  /** A file beside the captures. */
  static Path capture(String file) {
    return SharedFiles.require(CAPTURES + file);
  }

  /** A replay that must exit with 0. */
  static Program.Result replay(String capture, List<String> rules, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(rules);
    arguments.addAll(List.of("-e", capture(capture).toString()));
    arguments.addAll(Arrays.asList(options));
    Program.Result result =
        Program.eyas(arguments.toArray(String[]::new)).with("TZ", "UTC").with("FALCO_HOSTNAME", "shop").run();
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  /** The script that compares the fields of two files of alerts; its tests are skipped without Python. */
  static Program.Result compareFields(String... arguments) throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasPython(), "skipped: compare-fields needs python3, which is not on the PATH");
    return Program.of(Dist.checkout().resolve("test/itests/compare-fields"), arguments).run();
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return Program.of("python3", "--version").run().exitCode() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
