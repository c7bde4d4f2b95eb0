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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine with the kernel module of Debian in a kernel of Debian, in QEMU: docs/kernel-module.md. */
class KernelModuleTest {
  private static final String KERNEL = "trixie";
  private static final int CALLS = 10_000; // four events each

  private static List<String> lines = List.of();

  /** A boot and the starts of the engine take most of the time, so all tests look at the same run. */
  @BeforeAll
  static void watch() throws Exception {
    lines = run("kernel-module", Integer.toString(CALLS));
  }

  @Test
  void everyEventIsReadAcrossAReloadAndTheModuleCanBeUnloaded() {
    assertEquals(
        List.of(
            "exit 0", "The kernel module 'scap' has API 8.0.3 and schema 3.5.0", "Driver switched to modern_ebpf",
            "Driver switched to kmod", "event drop detected: 0 occurrences", "openat /dev/null: " + CALLS,
            "close /dev/null: " + CALLS, "unloaded"),
        lines.subList(1, 9));
  }

  @Test
  void noCallIsLostOrSeenTwiceWhileTheDriverIsSwitchedToTheProbeAndBack() {
    int made = number("calls");
    assertEquals(made, number("openat /dev/zero"));
    int closed = number("close /dev/zero");
    // In schema 3, only the beginning of a close has its descriptor: the one call in progress at the switch to kmod has no fd.name.
    assertTrue(closed == made || closed == made - 1, () -> closed + " of " + made);
  }

  private static int number(String name) {
    String start = name + ": ";
    String line = lines.stream().filter(one -> one.startsWith(start)).findFirst().orElseThrow();
    return Integer.parseInt(line.substring(start.length()));
  }

  @Test
  void aModuleOfAnotherVersionIsRefused() {
    List<String> refusals = lines.stream().filter(line -> line.startsWith("Error: ")).toList();
    assertEquals(1, refusals.size(), lines::toString);
    assertTrue(
        refusals.getFirst().contains(
            "the loaded kernel module 'scap' has API 99.0.3 and schema 3.5.0, but Eyas reads API 8 to 10"),
        refusals::getFirst);
    assertEquals("unloaded", lines.getLast());
  }

  @Test
  void theModuleTheProbeAndTheTracerRaiseTheSameAlerts() throws Exception {
    assumeTrue(Boolean.getBoolean("eyas.module_alerts"), "takes minutes: -Deyas.module_alerts=true compares the alerts");
    List<String> alerts = run("module-alerts", DriverAlerts.officialRules().toString());
    new DriverAlerts(alerts.stream().map(KernelModuleTest::comparable).toList()).assertAllEqual("kmod", "modern_ebpf", "ptrace");
  }

  // For the module, a program is writable for its owner even if its file system is not, and the path of a memfd has a slash.
  private static String comparable(String alert) {
    return alert.replace("\"EXE_WRITABLE\"", "\"0\"").replace("\"/memfd:", "\"memfd:");
  }

  private static List<String> run(String script, String... arguments) throws Exception {
    Path modules = Dist.checkout().resolve("test/itests/target/module");
    Optional<OtherKernel> kernel =
        OtherKernel.all().stream().filter(one -> one.name().equals(KERNEL)).findFirst();
    OtherKernel.skipIf(kernel.isEmpty() || !Files.exists(modules.resolve("future.ko")),
        "build the module: test/itests/src/test/qemu/build-module test/itests/target/kernels/trixie test/itests/target/module");
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
