package org.eyas.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The live tests of the probe under other kernels than this machine's, in QEMU: docs/kernels.md. */
class OtherKernelsTest {
  private static final boolean TAKES_MINUTES = Boolean.getBoolean("eyas.kernels.long");

  private static final List<String> ALWAYS =
      List.of(
          "VerifierLiveTest#everyProgramIsTakenAndIsFarFromTheLimit",
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
    OtherKernel oldest = kernels.getFirst();
    OtherKernel newest = kernels.getLast();
    return kernels.stream()
        .filter(kernel -> TAKES_MINUTES || kernel.equals(oldest) || kernel.equals(newest))
        .map(kernel -> test(kernel, kernel.equals(newest) ? ON_THE_NEWEST : ALWAYS));
  }

  @TestFactory
  Stream<DynamicTest> whatTakesMinutes() throws IOException {
    assumeTrue(TAKES_MINUTES, "takes minutes for each kernel: -Deyas.kernels.long=true runs it");
    return OtherKernel.all().stream().map(kernel -> test(kernel, LONG));
  }

  private static DynamicTest test(OtherKernel kernel, List<String> tests) {
    return DynamicTest.dynamicTest(kernel.name(), () -> runOn(kernel, tests));
  }

  private static void runOn(OtherKernel kernel, List<String> tests) throws Exception {
    new ProbeLiveTests(Path.of(System.getProperty("java.home")), tests).runOn(kernel);
  }
}
