package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/** The assembled distribution that is tested. */
final class Dist {
  private Dist() {}

  static Path home() {
    return Path.of(System.getProperty("eyas.dist", "../../dist/target/eyas-0.2.0-SNAPSHOT")).toAbsolutePath().normalize();
  }

  /** The root of the checkout. */
  static Path checkout() {
    return home().getParent().getParent().getParent();
  }

  /** Whether a user who owns nothing may use what is below a path. */
  static boolean isOpenToAll(Path path) throws IOException {
    for (Path at = path; at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(home().resolve("bundles"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
