package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drivers and the engine itself are replaced while the program as shipped runs: no event is lost or reported twice. */
@Timeout(180)
class SwapTest {
  private static final String CORE = "org.eyas.core";
  private static final String EBPF = "org.eyas.driver.ebpf";

  @TempDir private Path folder;

  @BeforeEach
  void requireRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
  }

  private static Path shipped(String name) {
    return Dist.home().resolve("bundles/" + name + ".jar");
  }

  @Test
  void oneDriverFollowsAnotherAndNewVersionsFollowOld() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      DriverJar.driver(eyas.dropped(), "numbered_b", "1.0.0");
      eyas.start("--bundles", "!driver-ebpf");
      eyas.awaitMore(100);
      for (int i = 0; i < 3; i++) {
        eyas.use("numbered_b");
        eyas.awaitMore(50);
        eyas.use("numbered_a");
        eyas.awaitMore(50);
      }
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.1");
      eyas.awaitLine("Driver switched to numbered_a", 4);
      eyas.awaitMore(100);
      Files.delete(eyas.dropped().resolve("numbered_a.jar"));
      eyas.awaitLine("Driver switched to numbered_b", 4);
      eyas.awaitMore(100);
      eyas.end();
      eyas.assertEachOnce();
    }
  }

  @Test
  void engineWaitsForTheSuccessorOfADriver() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.start("--bundles", "!driver-ebpf");
      eyas.awaitMore(100);
      Files.delete(eyas.dropped().resolve("numbered_a.jar"));
      eyas.awaitLine("Not monitoring system calls: the bundle of driver numbered_a left", 1);
      int before = eyas.alerts();
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.2");
      eyas.awaitLine("processes are looked up again", 1);
      eyas.awaitThat(() -> eyas.alerts() > before + 100, "no more alerts");
      eyas.end();
    }
  }

  @Test
  void anEngineThatWaitsForADriverWaitsOnWhenItIsUpdated() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.start("--bundles", "!driver-ebpf");
      eyas.awaitMore(100);
      Files.delete(eyas.dropped().resolve("numbered_a.jar"));
      eyas.awaitLine("Not monitoring system calls: ", 1);
      for (int i = 1; i <= 2; i++) {
        BundleJar.of(shipped(CORE)).versioned("9.0." + i).to(eyas.dropped(), "core.jar");
        eyas.awaitLine("Not monitoring system calls: there was no driver when the engine was updated", i);
      }
      int before = eyas.alerts();
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.2");
      eyas.awaitThat(() -> eyas.alerts() > before + 100, "no more alerts");
      eyas.end();
    }
  }

  @Test
  void updatedEngineContinuesWhereItWas() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.start("--bundles", "!driver-ebpf");
      eyas.awaitMore(100);
      for (int i = 1; i <= 2; i++) {
        BundleJar.of(shipped(CORE)).versioned("9.0." + i).to(eyas.dropped(), "core.jar");
        eyas.awaitLine("Continuing with 'syscall' source of kind numbered_a", i);
        eyas.awaitMore(500);
      }
      eyas.use("numbered_a");
      eyas.end();
      eyas.assertEachOnce();
      String out = Files.readString(folder.resolve("out"));
      assertEquals("Events detected: " + eyas.alerts(), out.lines().findFirst().orElse(""), "rule counts continue");
    }
  }

  @Test
  void theProbeIsReplacedByItsNewVersionWhileAProgramOpensFiles() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      eyas.start("-o", "engine.kind=modern_ebpf");
      Opener opener = new Opener(folder.resolve("n"));
      opener.startWhenSeen(eyas);
      assumeTrue(eyas.hasWritten(), () -> "skipped: the probe does not work here: " + eyas.log());
      eyas.use("modern_ebpf");
      eyas.awaitMore(100);
      BundleJar.of(shipped(EBPF)).versioned("9.0.1").to(eyas.dropped(), "ebpf.jar");
      eyas.awaitLine("Driver switched to modern_ebpf", 2);
      eyas.awaitMore(100);
      BundleJar.of(shipped(CORE)).versioned("9.0.1").to(eyas.dropped(), "core.jar");
      eyas.awaitLine("Continuing with 'syscall' source of kind modern_ebpf", 1);
      eyas.awaitMore(200);
      opener.end();
      eyas.awaitThat(() -> eyas.numbers().contains(opener.last()), "the last one is missing");
      eyas.end();
      eyas.assertEachOnce();
    }
  }
}
