package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Helm and the chart of the checkout. */
final class Helm {
  static final Path CHART = Dist.checkout().resolve("deploy/helm/eyas");

  private static final Path FETCHED = Dist.checkout().resolve("test/itests/target/helm/helm");

  private Helm() {}

  /** A command of helm; the test is skipped if there is no helm. */
  static Program command(String... arguments) {
    return Program.of(program(), arguments);
  }

  /** The folder with the program. */
  static Path folder() {
    Path program = program();
    return program.isAbsolute() ? program.getParent() : Path.of("/usr/bin");
  }

  private static Path program() {
    Path found = Files.isExecutable(FETCHED) ? FETCHED : Path.of("helm"); // another version may render other spaces
    assumeTrue(
        found == FETCHED || Packages.isThere("helm"),
        "there is no helm: the chart is not rendered; test/itests/src/test/helm/fetch-helm test/itests/target/helm fetches it");
    return found;
  }

  /** A render of the chart for this version of Kubernetes. */
  static Program template(String kubernetes, List<String> options) {
    return command("template", "eyas", CHART.toString(), "--namespace", "eyas", "--kube-version", kubernetes).and(options);
  }

  static String rendered(String kubernetes, List<String> options) throws Exception {
    Program.Result result = template(kubernetes, options).run();
    assertEquals(0, result.exitCode(), result::err);
    return result.out();
  }
}
