package org.eyas.itests;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Waits for an engine that watches this machine. */
final class ReadyEngine {
  /** A rule whose alert shows that system calls are seen. */
  static final String READY_RULE =
      """
      - rule: Eyas is ready
        desc: A file that the test reads
        condition: evt.type in (open, openat, openat2) and fd.name endswith /eyas-ready
        output: "ready"
        priority: NOTICE
      """;

  private ReadyEngine() {}

  /** Skips a test that does not run as root. */
  static void requireRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      System.out.println("skipped, no live engine: not root");
      Assumptions.abort("not root");
    }
  }

  /** Waits until the engine, which has {@link #READY_RULE}, sees system calls. Skips the test if the kernel has no probe. */
  static void awaitReady(EyasRun eyas, Path folder) {
    eyas.await(
        "an alert",
        () -> {
          if (eyas.err().contains("the kernel rejects the probe: ")) {
            System.out.println("skipped, no live engine here: " + eyas.err());
            Assumptions.abort("no probe");
          }
          Program.of("cat", folder.resolve("eyas-ready").toString()).run();
          return eyas.count("out", " ready") > 0;
        });
  }
}
