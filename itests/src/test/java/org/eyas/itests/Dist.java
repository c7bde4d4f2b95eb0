package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The assembled distribution that is tested. */
final class Dist {
  private Dist() {}

  static Path home() {
    return Path.of(System.getProperty("eyas.dist", "../dist/target/eyas-0.1.0-SNAPSHOT")).toAbsolutePath().normalize();
  }

  /** The root of the checkout. */
  static Path checkout() {
    return home().getParent().getParent().getParent();
  }

  static List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(home().resolve("bundles"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
