package org.eyas.testkit.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that not every machine has. */
public final class InstalledProgram {
  private InstalledProgram() {}

  /** Returns its name, or skips the test if it is not installed. */
  public static String require(String name) {
    Assumptions.assumeTrue(isThere(name), () -> "there is no " + name + " on this machine");
    return name;
  }

  private static boolean isThere(String name) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
