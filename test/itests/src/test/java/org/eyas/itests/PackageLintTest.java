package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The Debian and rpm packages, checked by the programs of those distributions. */
class PackageLintTest {
  private static Packages packages(String tool) throws Exception {
    assumeTrue(Packages.isThere(tool),
        () -> "there is no " + tool + ": the packages are not checked (apt-get install " + tool + ")");
    return Packages.get();
  }

  @Test
  void lintianFindsNoErrorInTheDebianPackages() throws Exception {
    Packages packages = packages("lintian");
    Program.Result result =
        Program.of("lintian", "--allow-root", "--tag-display-limit", "0")
            .and(packages.named(".deb").toString(), packages.ofOutputs(".deb").toString())
            .run();
    assertNoErrors(result, "E: ");
  }

  @Test
  void rpmlintFindsNoErrorInTheRpmPackages() throws Exception {
    Packages packages = packages("rpmlint");
    Program.Result result =
        Program.of("rpmlint", "-r", Dist.checkout().resolve("dist/src/main/package/rpm/eyas.rpmlintrc").toString())
            .and(packages.named(".rpm").toString(), packages.ofOutputs(".rpm").toString())
            .run();
    assertNoErrors(result, ": E: ");
  }

  private static void assertNoErrors(Program.Result result, String mark) {
    assertEquals(List.of(), result.out().lines().filter(line -> line.contains(mark)).toList(), result::err);
    assertEquals(0, result.exitCode(), () -> result.out() + result.err());
  }
}
