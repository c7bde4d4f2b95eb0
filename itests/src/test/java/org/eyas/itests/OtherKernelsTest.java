package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The live tests of the probe under other kernels than this machine's, in QEMU: docs/kernels.md. */
class OtherKernelsTest {
  private static final String PACKAGE = "org.eyas.driver.ebpf.";
  private static final List<String> ALWAYS =
      List.of(
          "VerifierLiveTest#everyProgramIsTaken",
          "ParameterLiveTest#everyParameterOfEveryCallIsAsTheCallerKnowsIt",
          "DirectoryLiveTest#theCurrentDirectoryIsReportedOnceAndAgainAfterAChange");
  private static final String PREEMPTION =
      "PreemptionLiveTest#everyEventIsItsThreadsOwnAndEveryLossIsCounted(java.lang.String)";
  /** A program of the probe can be preempted since 7.0. */
  private static final List<String> ON_THE_NEWEST = Stream.concat(ALWAYS.stream(), Stream.of(PREEMPTION)).toList();

  private static final List<String> LONG =
      List.of(
          PREEMPTION,
          "FloodLiveTest#aProcessCannotHideItsOwnPrivilegedCallsByAFlood",
          "UringLiveTest#everyOperationIsAnEventOfTheThreadThatRequestedIt(java.lang.String)");

  @TestFactory
  Stream<DynamicTest> theProbeIsTakenAndEveryParameterIsRight() throws IOException {
    List<OtherKernel> kernels = OtherKernel.all();
    return kernels.stream().map(kernel -> test(kernel, kernel.equals(kernels.getLast()) ? ON_THE_NEWEST : ALWAYS));
  }

  @TestFactory
  Stream<DynamicTest> whatTakesMinutes() throws IOException {
    assumeTrue(Boolean.getBoolean("eyas.kernels.long"), "takes minutes for each kernel: -Deyas.kernels.long=true runs it");
    return OtherKernel.all().stream().map(kernel -> test(kernel, LONG));
  }

  private static DynamicTest test(OtherKernel kernel, List<String> tests) {
    return DynamicTest.dynamicTest(kernel.name(), () -> runOn(kernel, tests));
  }

  private static void runOn(OtherKernel kernel, List<String> tests) throws Exception {
    long began = System.nanoTime();
    List<String> command = new ArrayList<>(List.of("sh", "-c", "uname -r && exec \"$@\"", "java"));
    command.addAll(java());
    tests.forEach(test -> command.addAll(List.of("-m", PACKAGE + test)));
    OtherKernel.Outcome outcome = kernel.run(command);
    String summary = summary(outcome.printed());
    System.out.println(summary + " after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
    assertEquals(0, outcome.code(), outcome.printed());
  }

  private static List<String> java() throws IOException {
    return List.of(
        System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED", "-Deyas.live.required=true", "-cp", classPath(),
        "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors");
  }

  // The driver, its tests, the parts of the distribution that they need, and JUnit.
  private static String classPath() throws IOException {
    Stream<String> parts =
        Stream.of("bundles/org.eyas.driver.ebpf.jar", "bundles/org.eyas.api.jar", "bundles/org.eyas.linux.jar", "bundles/jna.jar",
            "lib/slf4j-api.jar")
            .map(part -> Dist.home().resolve(part).toString());
    Stream<String> tests = Stream.of(Dist.checkout().resolve("bundles/driver-ebpf/target/test-classes").toString());
    Stream<String> junit =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(part -> part.contains("junit") || part.contains("opentest4j") || part.contains("testkit"));
    return Stream.of(parts, tests, junit).flatMap(all -> all).collect(Collectors.joining(File.pathSeparator));
  }

  private static String summary(String reported) {
    return reported.lines()
        .filter(line -> line.matches("[0-9]+\\.[0-9]+\\..*|.*calls compared.*|.*counted as lost.*|.*operations seen.*"))
        .collect(Collectors.joining(": "));
  }
}
