package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine with the kernel module of Debian in a kernel of Debian, in QEMU: docs/kernel-module.md. */
class KernelModuleTest {
  private static final String KERNEL = "trixie";
  private static final int CALLS = 10_000; // four events each

  @Test
  void everyEventIsReadAcrossAReloadAndAModuleOfAnotherVersionIsRefused() throws Exception {
    List<String> lines = run("kernel-module", Integer.toString(CALLS));
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

  @Test
  void noCallIsLostOrSeenTwiceWhileTheDriverIsSwitchedToTheProbeAndBack() throws Exception {
    List<String> lines = run("switch-drivers");
    assertEquals(List.of("Driver switched to modern_ebpf", "Driver switched to kmod"), lines.subList(0, 2));
    assertEquals("event drop detected: 0 occurrences", lines.get(2));
    String calls = lines.get(3).substring("calls: ".length());
    assertEquals("openat: " + calls, lines.get(4));
    int closed = Integer.parseInt(lines.get(5).substring("close: ".length()));
    int made = Integer.parseInt(calls);
    // In schema 3, only the beginning of a close has its descriptor: the one call in progress at the switch to kmod has no fd.name.
    assertTrue(closed == made || closed == made - 1, () -> closed + " of " + made);
  }

  @Test
  void theModuleTheProbeAndTheTracerRaiseTheSameAlerts() throws Exception {
    assumeTrue(Boolean.getBoolean("eyas.module_alerts"), "takes minutes: -Deyas.module_alerts=true compares the alerts");
    List<String> lines = run("module-alerts", DriverAlerts.officialRules().toString());
    new DriverAlerts(lines.stream().map(KernelModuleTest::comparable).toList()).assertAllEqual("kmod", "modern_ebpf", "ptrace");
  }

  // For the module, a program is writable for its owner even if its file system is not, and the path of a memfd has a slash.
  private static String comparable(String alert) {
    return alert.replace("\"EXE_WRITABLE\"", "\"0\"").replace("\"/memfd:", "\"memfd:");
  }

  private static List<String> run(String script, String... arguments) throws Exception {
    Path modules = Dist.checkout().resolve("itests/target/module");
    Optional<OtherKernel> kernel =
        OtherKernel.all().stream().filter(one -> one.name().equals(KERNEL)).findFirst();
    OtherKernel.skipIf(kernel.isEmpty() || !Files.exists(modules.resolve("future.ko")),
        "build the module: itests/src/test/qemu/build-module itests/target/kernels/trixie itests/target/module");
    List<String> command = new ArrayList<>();
    command.add(OtherKernel.SCRIPTS.resolve(script).toString());
    command.add(Dist.home().resolve("bin/eyas").toString());
    command.add(modules.toString());
    command.addAll(List.of(arguments));
    long began = System.nanoTime();
    OtherKernel.Outcome outcome = kernel.orElseThrow().run(command);
    System.out.println(outcome.printed() + "after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
    assertEquals(0, outcome.code(), outcome.printed());
    return outcome.printed().lines().toList();
  }
}
