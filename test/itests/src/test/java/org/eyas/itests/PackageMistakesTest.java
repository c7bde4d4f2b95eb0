package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dist/package} answers if it cannot build what was requested: one line, which says what to do. */
class PackageMistakesTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needTools() {
    for (String tool : List.of("dpkg-deb", "rpmbuild", "umoci", "aarch64-linux-gnu-strip")) {
      assumeTrue(Packages.isThere(tool), () -> "there is no " + tool + ": the script names that first");
    }
  }

  private void assertRefused(int code, String reason, String... arguments) throws Exception {
    Program.Result result = Packages.command("--no-build", "--to", folder.resolve("to").toString()).and(arguments).run();
    assertEquals(code, result.exitCode(), result::toString);
    assertEquals(1, result.err().lines().count(), result::err);
    assertTrue(result.err().startsWith("Error: ") && result.err().contains(reason), result::err);
  }

  @Test
  void anArchitectureWithoutPackagesIsRefusedWithTheUsage() throws Exception {
    assertRefused(2, "riscv64 is not an option or a known architecture: dist/package [--no-build]", "riscv64");
  }

  @Test
  void anOptionWithoutItsValueIsRefusedWithTheUsage() throws Exception {
    for (String option : List.of("--to", "--like", "--root", "--push")) {
      assertRefused(2, option + " needs a value: dist/package [--no-build]", option);
    }
  }

  @Test
  void aRootWithoutTheModulesOfTheJdkIsNamed() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    assertRefused(1, root + " has no modules of a JDK (usr/lib/jvm/*/jmods)", "--root", root.toString(), "arm64");
  }

  @Test
  void oneRootIsNotForTwoArchitectures() throws Exception {
    assertRefused(1, "--like and --root are for one architecture", "--root", folder.toString(), "amd64", "arm64");
  }

  @Test
  void anArchiveOfAnotherArchitectureIsNotTaken() throws Exception {
    String arm64 = Packages.of("arm64").named(".tar.gz").toString();
    assertRefused(1, arm64 + " is not an archive that dist/package has built for amd64", "--like", arm64, "amd64");
    String amd64 = Packages.get().named(".tar.gz").toString();
    assertRefused(1, amd64 + " is not an archive that dist/package has built for arm64", "--like", amd64, "arm64");
  }
}
