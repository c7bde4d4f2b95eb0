package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine with the kernel module of Debian in a kernel of Debian, in QEMU: docs/kernel-module.md. */
class KernelModuleTest {
  private static final String KERNEL = "trixie";
  private static final int CALLS = 10_000; // four events each

  @Test
  void everyEventIsReadAcrossAReloadAndAModuleOfAnotherVersionIsRefused() throws Exception {
    Path modules = Dist.checkout().resolve("itests/target/module");
    OtherKernel kernel =
        OtherKernel.all().stream().filter(one -> one.name().equals(KERNEL)).findFirst().orElse(null);
    OtherKernel.skipIf(kernel == null || !Files.exists(modules.resolve("future.ko")),
        "build the module: itests/src/test/qemu/build-module itests/target/kernels/trixie itests/target/module");
    long began = System.nanoTime();
    OtherKernel.Outcome outcome =
        kernel.run(
            List.of(
                OtherKernel.SCRIPTS.resolve("kernel-module").toString(), Dist.home().resolve("bin/eyas").toString(),
                modules.toString(), Integer.toString(CALLS)));
    System.out.println(
        outcome.printed() + "after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
    List<String> lines = outcome.printed().lines().toList();
    assertEquals("6.", lines.getFirst().substring(0, 2));
    assertEquals(
        List.of(
            "alert of the rules 'first'", "alert of the rules 'second'", "exit 0",
            "The kernel module 'scap' has API 8.0.3 and schema 3.5.0", "event drop detected: 0 occurrences",
            "openat: " + CALLS, "close: " + CALLS, "unloaded"),
        lines.subList(1, 9));
    String refusal = lines.get(9);
    assertTrue(refusal.startsWith("Error: "), refusal);
    assertTrue(
        refusal.contains("the loaded kernel module 'scap' has API 99.0.3 and schema 3.5.0, but Eyas reads API 8 to 10"),
        refusal);
    assertEquals("unloaded", lines.getLast());
  }
}
