package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Falco's rules raise the same alerts about one workload under the probe and under {@code eyas run}. */
@Isolated("the runtimes of containers do some of these actions")
class DriverAlertsTest {
  private static final int LIMIT_SECONDS = 300;

  @Test
  void theProbeAndTheTracerRaiseTheSameAlerts() throws Exception {
    ReadyEngine.requireRoot();
    Program.Result result =
        Program.of(
            OtherKernel.SCRIPTS.resolve("alerts-of-drivers"), Dist.home().resolve("bin/eyas").toString(),
            DriverAlerts.officialRules().toString(), "modern_ebpf", "ptrace").within(LIMIT_SECONDS).run();
    OtherKernel.skipIf(result.err().contains("the kernel rejects the probe: "), "no probe here");
    assertEquals(0, result.exitCode(), result.out() + result.err());
    assertTrue(result.out().length() > 0, result.err());
    new DriverAlerts(result.out().lines().toList()).assertAllEqual("modern_ebpf", "ptrace");
  }
}
