package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Programs in namespaces of their own. Root may not make them in a container, which usually has no CAP_SYS_ADMIN. */
final class Unshare {
  private Unshare() {}

  /** Skips the test if {@code unshare} with these options and this command fails. */
  static void assumeSuccess(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare"));
    all.addAll(List.of(words));
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    int status = process.waitFor();
    assumeTrue(status == 0, () -> "skipped: " + String.join(" ", all) + " fails; it needs CAP_SYS_ADMIN");
  }
}
