package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The live tests of the probe under other kernels than this machine's, in QEMU: docs/kernels.md. */
class OtherKernelsTest {
  private static final String TESTS = "org.eyas.driver.ebpf.";
  private static final int LIMIT_SECONDS = 600;

  private final Path qemu = Dist.checkout().resolve("itests/src/test/qemu");

  @TestFactory
  Stream<DynamicTest> theProbeIsTakenAndEveryParameterIsRight() throws IOException {
    skipUnlessPossible();
    return kernels().stream().map(kernel -> DynamicTest.dynamicTest(kernel.getFileName().toString(), () -> runOn(kernel)));
  }

  private static void skipUnlessPossible() {
    skipIf(!"root".equals(System.getProperty("user.name")) || !"amd64".equals(System.getProperty("os.arch")),
        "not root on x86_64");
    for (String program : List.of("/usr/bin/qemu-system-x86_64", "/usr/libexec/virtiofsd", "/usr/bin/busybox",
        "/usr/bin/python3")) {
      skipIf(!Files.isExecutable(Path.of(program)), "there is no " + program);
    }
  }

  private static void skipIf(boolean impossible, String reason) {
    if (impossible) {
      System.out.println("skipped, no other kernels: " + reason);
      Assumptions.abort(reason);
    }
  }

  private List<Path> kernels() throws IOException {
    Path folder = Files.createDirectories(Dist.checkout().resolve("itests/target/kernels"));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> kernels = files.sorted().toList();
      skipIf(kernels.isEmpty(), "fetch some: itests/src/test/qemu/fetch-kernels itests/target/kernels bookworm");
      return kernels;
    }
  }

  private void runOn(Path kernel) throws Exception {
    long began = System.nanoTime();
    Path out = Files.createTempFile("eyas-kernel", ".out");
    try {
      Process machine =
          Program.of(qemu.resolve("on-kernel"), kernel.toString(), "sh", "-c", "uname -r && exec \"$@\"", "java")
              .and(java())
              .in(Dist.checkout())
              .with("SECONDS_LIMIT", LIMIT_SECONDS)
              .start(out, out);
      assertTrue(machine.waitFor(LIMIT_SECONDS + 10, TimeUnit.SECONDS), "the machine does not end");
      String reported = Files.readString(out);
      System.out.println(summary(reported) + " after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
      assertEquals(0, machine.exitValue(), reported);
    } finally {
      Files.delete(out);
    }
  }

  private static List<String> java() throws IOException {
    return List.of(
        System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED", "-Deyas.live.required=true", "-cp", classPath(),
        "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors",
        "-m", TESTS + "VerifierLiveTest#everyProgramIsTaken",
        "-m", TESTS + "ParameterLiveTest#everyParameterOfEveryCallIsAsTheCallerKnowsIt",
        "-m", TESTS + "DirectoryLiveTest#theCurrentDirectoryIsReportedOnceAndAgainAfterAChange",
        "-m", TESTS + "PreemptionLiveTest#everyEventIsItsThreadsOwnAndEveryLossIsCounted(java.lang.String)");
  }

  // The driver and its tests, the parts of the distribution that they need, and JUnit.
  private static String classPath() throws IOException {
    Path driver = Dist.checkout().resolve("bundles/driver-ebpf/target");
    Stream<String> parts =
        Stream.of("bundles/org.eyas.api.jar", "bundles/org.eyas.linux.jar", "bundles/jna.jar", "lib/slf4j-api.jar")
            .map(part -> Dist.home().resolve(part).toString());
    Stream<String> tests = Stream.of("test-classes", "classes").map(part -> driver.resolve(part).toString());
    Stream<String> junit =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(part -> part.contains("junit") || part.contains("opentest4j") || part.contains("testkit"));
    return Stream.of(parts, tests, junit).flatMap(all -> all).collect(Collectors.joining(File.pathSeparator));
  }

  private static String summary(String reported) {
    return reported.lines()
        .filter(line -> line.matches("[0-9]+\\.[0-9]+\\..*|.*calls compared.*|.*counted as lost.*"))
        .collect(Collectors.joining(": "));
  }
}
