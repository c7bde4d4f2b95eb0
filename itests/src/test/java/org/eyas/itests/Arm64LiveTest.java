package org.eyas.itests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The probe on an emulated machine with a processor for arm64: docs/kernels.md. */
class Arm64LiveTest {
  private static final List<String> TESTS =
      List.of(
          "VerifierLiveTest#everyProgramIsTakenAndIsFarFromTheLimit",
          "ParameterLiveTest#everyParameterOfEveryCallIsAsTheCallerKnowsIt");

  @Test
  void theProbeIsTakenAndEveryParameterIsRight() throws Exception {
    OtherKernel machine = OtherKernel.arm64();
    new ProbeLiveTests(java(), TESTS).runOn(machine);
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
