package org.eyas.testkit.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder with real captures and reference results beside the repository. Not every machine has it. */
public final class SharedFiles {
  private SharedFiles() {}

  /** Returns a file in that folder, or skips the test if it does not exist. */
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

  /** The root folder of the repository in which the test runs. */
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
