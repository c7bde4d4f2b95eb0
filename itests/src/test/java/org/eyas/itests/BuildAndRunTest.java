package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script ./eyas at the root, on a checkout of three files with a fake JDK and a fake Maven. */
class BuildAndRunTest {
  // A fake Maven: creates a distribution whose program prints its folder and arguments.
  private static final String MVN =
      """
      [ -f "$BROKEN" ] && { echo "[ERROR] it is broken"; exit 1; }
      echo "built by $(id -un)" >> "$BUILDS"
      echo "[INFO] Building Eyas :: Core 0.2.0-SNAPSHOT                    [20/44]"
      mkdir -p ROOT/dist/target/eyas-9/bin ROOT/dist/target/eyas-9/lib
      cp ROOT/program ROOT/dist/target/eyas-9/bin/eyas
      echo 'echo trained >> "$BUILDS.trained"' > ROOT/dist/target/eyas-9/lib/train.sh
      while [ "$(wc -c < "$SLOW")" -lt 6 ]; do /bin/sleep 0.05; done
      date -u -d '1 second' +%Y-%m-%dT%H:%M:%SZ > ROOT/dist/target/build-start
      """;

  @TempDir private Path folder;
  private Path root;
  private Path tools;
  private Path jdks;
  private Path builds;

  @BeforeEach
  void makeCheckout() throws IOException {
    root = folder.resolve("checkout");
    tools = Tools.in(folder.resolve("bin"));
    jdks = folder.resolve("jvm");
    builds = folder.resolve("builds");
    for (String name : List.of("cnf", "engine", "bundles/a/src", "launcher", "dist/src/main/dist/lib")) {
      Files.createDirectories(root.resolve(name));
    }
    for (String name : List.of("pom.xml", "bnd.bnd", "bundles/a/src/A.java", "launcher/pom.xml", "dist/pom.xml")) {
      Files.writeString(root.resolve(name), "");
    }
    copy("eyas");
    copy("dist/src/main/dist/lib/find-java.sh");
    Tools.script(root.resolve("program"), "echo \"$PWD: $*\"\n");
    addJdk("jdk-25", "25.0.1");
    Files.createSymbolicLink(tools.resolve("cp"), Path.of("/bin/cp"));
    Tools.script(tools.resolve("mvn"), MVN.replace("ROOT", root.toString()));
  }

  @AfterEach
  void removeLinks() throws IOException {
    Tools.remove(tools);
  }

  private void copy(String name) throws IOException {
    Files.copy(Dist.checkout().resolve(name), root.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void addJdk(String name, String version) throws IOException {
    Tools.script(jdks.resolve(name).resolve("bin/java"), "exit 9\n");
    Files.writeString(jdks.resolve(name).resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private Program script(String... arguments) {
    return Program.of(root.resolve("eyas"), arguments)
        .in(folder)
        .with("PATH", tools)
        .with("JAVA_HOME", "")
        .with("EYAS_JVM_DIR", jdks)
        .with("EYAS_NO_INSTALL", "1")
        .with("BUILDS", builds)
        .with("BROKEN", folder.resolve("broken"))
        .with("SLOW", "/etc/passwd");
  }

  private int builds() throws IOException {
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private static void makeNewer(Path file) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
  }

  @Test
  void buildsThenRunsInTheCallersFolder() throws Exception {
    Program.Result result = script("-r", "my rules.yaml").run();
    assertEquals(folder + ": -r my rules.yaml\n", result.out());
    assertEquals("Building Eyas (one to three minutes the first time; log: " + root + "/.eyas/build.log)\n", result.err());
    assertEquals(1, builds());
    assertEquals("", script().run().err());
  }

  @Test
  void saysHowFarTheBuildIs() throws Exception {
    Path slow = Files.writeString(folder.resolve("slow"), "");
    Files.delete(tools.resolve("sleep"));
    Tools.script(tools.resolve("sleep"), "echo $1 >> " + slow + "\n");
    Program.Result result = script().with("SLOW", slow).run();
    assertTrue(result.err().endsWith("\nBuilding Eyas [20/44] Core\n"), result.err());
  }

  @Test
  void doesNotBuildAgainAfterMavenButMakesTheCacheOfTheJvm() throws Exception {
    Program.of(tools.resolve("mvn").toString()).with("PATH", tools).with("BUILDS", builds).with("BROKEN", "none")
        .with("SLOW", "/etc/passwd").run();
    script().run();
    script().run();
    assertEquals(1, builds());
    assertEquals(1, Files.readAllLines(folder.resolve("builds.trained")).size());
  }

  @Test
  void doesNotBuildTwiceAndDecidesInATenthOfASecond() throws Exception {
    script().run();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      script().run();
      best = Math.min(best, System.nanoTime() - start);
    }
    assertEquals(1, builds());
    assertTrue(best <= TimeUnit.MILLISECONDS.toNanos(100), "best of 10 took " + best / 1_000_000 + " ms");
  }

  @Test
  void buildsAgainWhenAFileChanged() throws Exception {
    script().run();
    makeNewer(root.resolve("bundles/a/src/A.java"));
    script().run();
    assertEquals(2, builds());
  }

  @Test
  void buildsAgainWhenAModuleOfTheRootChangedButNotForTests() throws Exception {
    for (String name : List.of("spool", "itests")) {
      Files.writeString(Files.createDirectories(root.resolve(name)).resolve("pom.xml"), "");
    }
    script().run();
    makeNewer(root.resolve("itests/pom.xml"));
    script().run();
    assertEquals(1, builds());
    makeNewer(root.resolve("spool/pom.xml"));
    script().run();
    assertEquals(2, builds());
  }

  @Test
  void buildsAgainWhenAFileWasDeleted() throws Exception {
    script().run();
    TimeUnit.MILLISECONDS.sleep(20);
    Files.delete(root.resolve("bundles/a/src/A.java"));
    script().run();
    assertEquals(2, builds());
  }

  @Test
  void testsDoNotMakeItStale() throws Exception {
    Path test = root.resolve("bundles/a/src/test/ATest.java");
    Files.createDirectories(test.getParent());
    Files.writeString(test, "");
    script().run();
    makeNewer(test);
    script().run();
    assertEquals(1, builds());
  }

  @Test
  void showsWhatMavenSaidWhenTheBuildFails() throws Exception {
    Files.writeString(folder.resolve("broken"), "");
    Program.Result result = script().run();
    assertTrue(result.err().contains(")\n[ERROR] it is broken\nError: the build failed"), result.err());
    assertEquals(1, result.exitCode());
  }

  @Test
  void saysWhatIsMissingAndHowToInstallIt() throws Exception {
    Files.delete(jdks.resolve("jdk-25/release"));
    addJdk("jdk-17", "17.0.9");
    Files.delete(tools.resolve("mvn"));
    Program.Result result = script().run();
    assertEquals(
        """
        Error: Eyas needs a JDK >= 25 and Maven; missing: openjdk-25-jdk-headless maven
        Install with: apt-get install -y openjdk-25-jdk-headless maven
        """,
        result.err());
    assertEquals(1, result.exitCode());
  }

  @Test
  void aMissingMavenAloneIsNamedAlone() throws Exception {
    Files.delete(tools.resolve("mvn"));
    assertTrue(script().run().err().contains("missing: maven\n"));
  }

  @Test
  void underSudoTheOwnerOfTheCheckoutBuilds() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can be another user");
    Files.writeString(builds, "");
    for (Path path = folder; path.startsWith("/tmp/") && path.getNameCount() > 1; path = path.getParent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Program.of("/bin/chown", "-R", "nobody", folder.toString()).run();
    Program.Result result = script().with("SUDO_USER", "nobody").run();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(List.of("built by nobody"), Files.readAllLines(builds));
    assertEquals("nobody", Files.getOwner(root.resolve(".eyas/trained")).getName());
  }
}
