package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./eyas at the root, on a checkout of three files with a fake JDK and a fake Maven. */
class BuildAndRunTest {
  // A fake Maven: creates a distribution whose program prints its folder and arguments. It fails if another one runs.
  private static final String MVN =
      """
      echo "built by $(id -un)" >> "$BUILDS"
      [ ! -e ROOT/building ] || { echo "[ERROR] two builds at once"; exit 1; }
      : > ROOT/building
      rm -rf ROOT/dist/target/eyas-9
      while [ -e "$HELD" ]; do sleep 0.05; done
      [ ! -f "$BROKEN" ] || { rm ROOT/building; echo "[ERROR] it is broken"; exit 1; }
      echo "[INFO] Building Eyas :: Core 0.2.0-SNAPSHOT                    [20/44]"
      mkdir -p ROOT/dist/target/eyas-9/bin ROOT/dist/target/eyas-9/lib
      cp ROOT/program ROOT/dist/target/eyas-9/bin/eyas
      echo 'echo trained >> "$BUILDS.trained"' > ROOT/dist/target/eyas-9/lib/train.sh
      if [ -n "$SLOW" ]; then # until the line above was shown: the third pause from now on begins after that
        seen=$(wc -c < "$SLOW")
        while [ "$(wc -c < "$SLOW")" -lt $((seen + 6)) ]; do /bin/sleep 0.05; done
      fi
      date -u -d '1 second' +%Y-%m-%dT%H:%M:%SZ > ROOT/dist/target/build-start
      rm ROOT/building
      """;
  private static final String WAITS = "Another start of Eyas builds it; waiting for that (log: ";

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
    for (String name : List.of("cnf", "api", "lib", "engine", "bundles/a/src", "fleet", "launcher", "dist/src/main/dist/lib")) {
      Files.createDirectories(root.resolve(name));
    }
    for (String name : List.of("pom.xml", "bnd.bnd", "bundles/a/src/A.java", "launcher/pom.xml", "dist/pom.xml")) {
      Files.setLastModifiedTime(Files.writeString(root.resolve(name), ""), FileTime.fromMillis(0));
    }
    copy("eyas");
    copy("dist/src/main/dist/lib/find-java.sh");
    Tools.script(root.resolve("program"), "echo \"$PWD: $*\"\n");
    addJdk("jdk-25", "25.0.1");
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
        .with("HELD", held())
        .with("SLOW", "");
  }

  private Path held() {
    return folder.resolve("held");
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
        .with("HELD", "none").with("SLOW", "").run();
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
  void buildsAgainWhenALibraryChangedButNotForTests() throws Exception {
    for (String name : List.of("lib/spool", "test/itests")) {
      Files.writeString(Files.createDirectories(root.resolve(name)).resolve("pom.xml"), "");
    }
    script().run();
    makeNewer(root.resolve("test/itests/pom.xml"));
    script().run();
    assertEquals(1, builds());
    makeNewer(root.resolve("lib/spool/pom.xml"));
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
    makeReadable();
    Program.of("/bin/chown", "-R", "nobody", folder.toString()).run();
    Program.Result result = script().with("SUDO_USER", "nobody").run();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(List.of("built by nobody"), Files.readAllLines(builds));
    assertEquals("nobody", Files.getOwner(root.resolve(".eyas/placed")).getName());
  }

  /** Starts of the script that run at the same time. */
  private final class Starts implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    Process add() throws IOException {
      int number = processes.size();
      Process process = script("start " + number).start(file("out", number), file("err", number));
      processes.add(process);
      return process;
    }

    private Path file(String kind, int number) {
      return folder.resolve(kind + number);
    }

    void awaitError(int number, String text) {
      ConditionWait.until(() -> error(number).contains(text),
          () -> "no '" + text + "' in: " + TestFiles.text(file("err", number)));
    }

    String error(int number) throws IOException {
      return Files.readString(file("err", number));
    }

    void awaitAnswers(int from) throws Exception {
      for (int number = from; number < processes.size(); number++) {
        assertTrue(processes.get(number).waitFor(60, TimeUnit.SECONDS), "start " + number + " does not end");
        assertEquals(folder + ": start " + number + "\n", Files.readString(file("out", number)), error(number));
        assertEquals(0, processes.get(number).exitValue(), error(number));
      }
    }

    @Override
    public void close() {
      for (Process process : processes) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private void removeFlock(boolean remove) throws IOException {
    if (remove) {
      Files.deleteIfExists(tools.resolve("flock"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twentyStartsAtOnceInAStaleTreeBuildOnceAndAllRunTheResult(boolean withoutFlock) throws Exception {
    removeFlock(withoutFlock);
    Files.writeString(held(), "");
    try (Starts starts = new Starts()) {
      starts.add();
      starts.awaitError(0, "Building Eyas");
      for (int number = 1; number < 20; number++) {
        starts.add();
      }
      for (int number = 1; number < 20; number++) {
        starts.awaitError(number, WAITS);
      }
      Files.delete(held());
      starts.awaitAnswers(0);
      for (int number = 1; number < 20; number++) {
        assertEquals(WAITS + root + "/.eyas/build.log)\n", starts.error(number));
      }
    }
    assertEquals(1, builds());
    assertEquals(1, Files.readAllLines(folder.resolve("builds.trained")).size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBuildThatWasKilledHoldsNobodyUp(boolean withoutFlock) throws Exception {
    removeFlock(withoutFlock);
    Files.writeString(held(), "");
    try (Starts starts = new Starts()) {
      Process killed = starts.add();
      ConditionWait.until(() -> builds() == 1);
      starts.add();
      starts.awaitError(1, WAITS);
      List<ProcessHandle> below = killed.descendants().toList();
      killed.destroyForcibly(); // first, so that it does not see its Maven fail
      below.forEach(ProcessHandle::destroyForcibly);
      Files.delete(root.resolve("building"));
      Files.delete(held());
      starts.awaitAnswers(1);
    }
    assertEquals(2, builds());
  }

  @Test
  void aMavenThatOutlivesItsKilledStartIsWaitedFor() throws Exception {
    assumeTrue(Files.exists(tools.resolve("flock")), "there is no flock");
    Files.writeString(held(), "");
    try (Starts starts = new Starts()) {
      Process killed = starts.add();
      ConditionWait.until(() -> builds() == 1);
      killed.destroyForcibly();
      starts.add();
      starts.awaitError(1, WAITS);
      Files.delete(held());
      starts.awaitAnswers(1);
    }
    assertEquals(1, builds());
  }

  @Test
  void startsThatWaitedForABuildThatFailedDoNotTryItAgain() throws Exception {
    Files.writeString(folder.resolve("broken"), "");
    Files.writeString(held(), "");
    try (Starts starts = new Starts()) {
      starts.add();
      ConditionWait.until(() -> builds() == 1);
      starts.add();
      starts.awaitError(1, WAITS);
      Files.delete(held());
      for (int number = 0; number < 2; number++) {
        assertTrue(starts.processes.get(number).waitFor(60, TimeUnit.SECONDS), "start " + number + " does not end");
        assertTrue(starts.error(number).contains(")\n[ERROR] it is broken\nError: the build failed"), starts.error(number));
      }
    }
    assertEquals(1, builds());
  }

  private Path current() throws IOException {
    return root.resolve(".eyas/current").toRealPath();
  }

  private void buildAgain() throws Exception {
    makeNewer(root.resolve("bundles/a/src/A.java"));
    assertEquals(0, script().run().exitCode());
    Files.setLastModifiedTime(root.resolve("bundles/a/src/A.java"), FileTime.fromMillis(0));
  }

  @Test
  void aNewBuildTakesNoFileFromAProgramThatRuns() throws Exception {
    buildAgain();
    Path first = current();
    Process runs =
        Program.of("/bin/sh", "-c", "sleep 300; :", first + "/bin/eyas").start(folder.resolve("o"), folder.resolve("e"));
    try {
      buildAgain();
      assertNotEquals(first, current());
      FileTime old = FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1));
      Files.setLastModifiedTime(first, old);
      buildAgain();
      assertTrue(Files.exists(first.resolve("bin/eyas")), "it is removed while a program runs from it");
    } finally {
      runs.descendants().forEach(ProcessHandle::destroyForcibly);
      runs.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }
    buildAgain();
    assertFalse(Files.exists(first), "it stays for good");
  }

  @Test
  void aBuildOfOneModuleAloneDoesNotMakeItStale() throws Exception {
    script().run();
    TimeUnit.MILLISECONDS.sleep(20);
    Files.createDirectories(root.resolve("launcher/target/classes"));
    assertEquals("", script().run().err());
    assertEquals(1, builds());
    TimeUnit.MILLISECONDS.sleep(20);
    Files.writeString(root.resolve("launcher/bnd.bnd"), "");
    Files.setLastModifiedTime(root.resolve("launcher/bnd.bnd"), FileTime.fromMillis(0));
    script().run();
    assertEquals(2, builds(), "a file of the module's folder was added");
  }

  @Test
  void withoutABuildItRunsWhatIsThere() throws Exception {
    script().run();
    assertEquals("", script().with("EYAS_NO_BUILD", "1").run().err());
    makeNewer(root.resolve("bundles/a/src/A.java"));
    Program.Result stale = script("--version").with("EYAS_NO_BUILD", "1").run();
    assertEquals(folder + ": --version\n", stale.out());
    assertEquals("Eyas runs as it was built before, and its sources are newer: EYAS_NO_BUILD is set\n", stale.err());
    assertEquals(1, builds());
  }

  @Test
  void withoutABuildAndWithNothingBuiltTheErrorNamesTheCommand() throws Exception {
    Program.Result result = script().with("EYAS_NO_BUILD", "1").run();
    assertEquals(
        "Error: Eyas is not built, and EYAS_NO_BUILD forbids it; run: env -u EYAS_NO_BUILD " + root + "/eyas --version\n",
        result.err());
    assertEquals(1, result.exitCode());
    assertEquals(0, builds());
  }

  @Test
  void withoutMavenItRunsWhatIsThere() throws Exception {
    script().run();
    makeNewer(root.resolve("bundles/a/src/A.java"));
    Files.delete(tools.resolve("mvn"));
    Program.Result result = script().run();
    assertEquals("Eyas runs as it was built before, and its sources are newer: missing: maven\n", result.err());
    assertEquals(0, result.exitCode());
  }

  @Test
  void anotherUserRunsWhatTheOwnerBuilt() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can be another user");
    makeReadable();
    Program.Result nothing = asNobody();
    assertEquals("Error: Eyas is not built, and nobody cannot write to " + root + "; run as root: " + root + "/eyas --version\n",
        nothing.err());
    script().run();
    assertEquals("", asNobody().err());
    makeNewer(root.resolve("bundles/a/src/A.java"));
    Program.Result stale = asNobody();
    assertEquals(
        "Eyas runs as it was built before, and its sources are newer: nobody cannot write to " + root + "\n", stale.err());
    assertEquals(folder + ": --version\n", stale.out());
    assertEquals(1, builds());
  }

  private Program.Result asNobody() throws Exception {
    String[] command = {"-u", "nobody", "--", root.resolve("eyas").toString(), "--version"};
    return Program.of(tools.resolve("runuser"), command).in(folder).with("PATH", tools).with("EYAS_NO_INSTALL", "1")
        .with("EYAS_JVM_DIR", jdks).with("JAVA_HOME", "").with("BUILDS", builds).run();
  }

  private void makeReadable() throws IOException {
    for (Path path = folder; path.startsWith("/tmp/") && path.getNameCount() > 1; path = path.getParent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
