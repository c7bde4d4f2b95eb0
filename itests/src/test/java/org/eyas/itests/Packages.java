package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packages of the distribution under test, built by {@code dist/package}. */
final class Packages {
  private static final Path SCRIPT = Dist.checkout().resolve("dist/package");
  /** It takes half a minute of a processor, of which a busy machine has little. */
  private static final int LIMIT_SECONDS = 1_200;

  private static @Nullable Packages built;

  private final Path folder;

  private Packages(Path folder) {
    this.folder = folder;
  }

  /** Builds them in the first test that needs them, or skips the test. */
  static synchronized Packages get() throws IOException, InterruptedException {
    Packages all = built;
    if (all == null) {
      all = build(Path.of("target/packages").toAbsolutePath(), Map.of());
      built = all;
    }
    return all;
  }

  /** Builds them into a folder, or skips the test. */
  static Packages build(Path folder, Map<String, Object> environment, String... options)
      throws IOException, InterruptedException {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "packages are built for amd64 only");
    for (String tool : List.of("dpkg-deb", "rpmbuild", "strip", "objdump", "umoci")) {
      assumeTrue(isThere(tool), () -> "there is no " + tool + ": no packages are built");
    }
    Program build =
        Program.of(SCRIPT, "--no-build", "--to", folder.toString())
            .and(options)
            .within(LIMIT_SECONDS)
            .with("JAVA_HOME", System.getProperty("java.home"));
    environment.forEach(build::with);
    Program.Result result = build.run();
    assertEquals(0, result.exitCode(), result::err);
    return new Packages(folder);
  }

  static boolean isThere(String tool) {
    return Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }

  /** The one whose name ends so. */
  Path named(String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(end)).findFirst().orElseThrow();
    }
  }

  String checksums() throws IOException {
    return Files.readString(folder.resolve("SHA256SUMS"));
  }
}
