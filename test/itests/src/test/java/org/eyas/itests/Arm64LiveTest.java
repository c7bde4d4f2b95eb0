package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The probe on emulated machines with a processor for arm64: docs/kernels.md. */
class Arm64LiveTest {
  private static final List<String> TESTS =
      List.of(
          "VerifierLiveTest#everyProgramIsTakenAndIsFarFromTheLimit",
          "ParameterLiveTest#everyParameterOfEveryCallIsAsTheCallerKnowsIt");

  @TestFactory
  Stream<DynamicTest> theProbeIsTakenAndEveryParameterIsRight() throws IOException {
    return OtherKernel.allForArm64().stream().map(
        kernel -> DynamicTest.dynamicTest(kernel.name(), () -> new ProbeLiveTests(java(), TESTS).runOn(kernel)));
  }

  /** The home of Java, as the machine names it. */
  private static Path java() throws Exception {
    Path programs = OtherKernel.arm64Programs();
    try (Stream<Path> homes = Files.list(programs.resolve("usr/lib/jvm"))) {
      Path home = homes.filter(Files::isDirectory).filter(one -> Files.exists(one.resolve("bin/java"))).findFirst().orElseThrow();
      return Path.of("/").resolve(programs.relativize(home));
    }
  }
}
