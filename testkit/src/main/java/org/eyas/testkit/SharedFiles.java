package org.eyas.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real captures and reference answers that lies beside the repository, where there is one. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file below that folder; a test that needs it is skipped where it is not there. */
  public static Path require(String file) {
    Path path = folder().resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "skipped: " + path + " is not on this machine (-Deyas.shared=DIR)");
    return path;
  }

  private static Path folder() {
    String given = System.getProperty("eyas.shared", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    return repository().resolveSibling("shared");
  }

  /** The checkout that the test runs in. */
  static Path repository() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !isRepository(at)) {
      at = at.getParent();
    }
    return at;
  }

  private static boolean isRepository(Path at) {
    return Files.exists(at.resolve("bnd.bnd")) && Files.isDirectory(at.resolve("cnf"));
  }
}
