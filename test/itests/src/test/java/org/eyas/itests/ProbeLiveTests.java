package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Live tests of the probe, which run under another kernel. */
final class ProbeLiveTests {
  private static final String PACKAGE = "org.eyas.driver.ebpf.";
  /** A machine with programs of its own sees only the checkout of this one. */
  private static final Path JUNIT = Dist.checkout().resolve("test/itests/target/junit");

  private final List<String> command = new ArrayList<>(List.of("sh", "-c", "uname -r && exec \"$@\"", "java"));

  /**
   * Tests, as {@code CLASS#method}.
   *
   * @param java the home of the Java that runs them, as the machine names it
   */
  ProbeLiveTests(Path java, List<String> tests) throws IOException {
    command.addAll(
        List.of(
            java.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED", "-Deyas.live.required=true", "-cp", classPath(),
            "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors"));
    tests.forEach(test -> command.addAll(List.of("-m", PACKAGE + test)));
  }

  /** Boots the kernel, runs the tests, and fails if one of them fails. */
  void runOn(OtherKernel kernel) throws Exception {
    long began = System.nanoTime();
    OtherKernel.Outcome outcome = kernel.run(command);
    System.out.println(
        summary(outcome.printed()) + " after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
    assertEquals(0, outcome.code(), outcome.printed());
  }

  // The driver, its tests, the parts of the distribution that they need, and JUnit.
  private static String classPath() throws IOException {
    Stream<Path> parts =
        Stream.of("bundles/org.eyas.driver.ebpf.jar", "bundles/org.eyas.api.jar", "bundles/org.eyas.linux.jar", "bundles/jna.jar",
            "lib/slf4j-api.jar")
            .map(Dist.home()::resolve);
    Stream<Path> tests = Stream.of(Dist.checkout().resolve("bundles/driver-ebpf/target/test-classes"));
    return Stream.of(parts, tests, junit()).flatMap(all -> all).map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  // Copied once: a machine of another test may be reading them.
  private static synchronized Stream<Path> junit() throws IOException {
    Files.createDirectories(JUNIT);
    List<Path> visible = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (part.contains("junit") || part.contains("opentest4j") || part.contains("testkit")) {
        visible.add(visible(Path.of(part).toAbsolutePath()));
      }
    }
    return visible.stream();
  }

  private static Path visible(Path part) throws IOException {
    Path copy = JUNIT.resolve(part.getFileName());
    if (part.startsWith(Dist.checkout())) {
      return part;
    }
    return Files.exists(copy) ? copy : Files.copy(part, copy);
  }

  private static String summary(String reported) {
    return reported.lines()
        .filter(line -> line
            .matches("[0-9]+\\.[0-9]+\\..*|.*calls compared.*|.*counted as lost.*|.*operations seen.*|.*the largest program"))
        .collect(Collectors.joining(": "));
  }
}
