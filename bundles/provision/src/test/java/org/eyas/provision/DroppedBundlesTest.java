package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class DroppedBundlesTest {
  private static final String NAME = "org.acme.output";

  @TempDir Path temporary;
  private Path folder;
  private TestFramework framework;
  private DroppedBundles dropped;
  private BundleSelection selection = new BundleSelection(List.of("*"));

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectory(temporary.resolve("bundles.d"));
    framework = new TestFramework(temporary.resolve("storage"));
    dropped = new DroppedBundles(framework.context());
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  private void sync() throws IOException {
    int me = (int) Files.getAttribute(folder, "unix:uid");
    dropped.sync(new DropFolder(folder), new AdmissionCheck(new RootOwnershipCheck(me), null), selection);
  }

  private String state() {
    return framework.stateOf(NAME);
  }

  @Test
  void aJarThatComesRunsOneThatChangesIsUpdatedOneThatGoesIsUninstalled() throws Exception {
    Path jar = TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 active", state());
    TestJar.bundle(NAME, "1.1.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.1.0 active", state());
    Files.delete(jar);
    sync();
    assertEquals("absent", state());
    assertEquals(1, framework.count());
  }

  @Test
  void aJarThatDidNotChangeIsLeftAlone() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    long before = framework.find(NAME).orElseThrow().getLastModified();
    sync();
    assertEquals(before, framework.find(NAME).orElseThrow().getLastModified());
  }

  @Test
  void aJarThatLacksAPackageIsNotInstalledAndTheRestStays() throws Exception {
    TestJar.bundle("org.acme.other", "1.0.0").to(folder, "a.jar");
    TestJar.bundle(NAME, "1.0.0").header("Import-Package", "org.nowhere;version=\"[1,2)\"").to(folder, "b.jar");
    TestJar.bundle("org.acme.third", "1.0.0").to(folder, "c.jar");
    sync();
    assertEquals("absent", state());
    assertEquals("1.0.0 active", framework.stateOf("org.acme.other"));
    assertEquals("1.0.0 active", framework.stateOf("org.acme.third"));
  }

  @Test
  void aJarThatLackedAPackageRunsOnceAnotherOneBringsIt() throws Exception {
    TestJar.bundle(NAME, "1.0.0").header("Import-Package", "org.found").to(folder, "a.jar");
    sync();
    assertEquals("absent", state());
    TestJar.bundle("org.acme.library", "1.0.0").header("Export-Package", "org.found").to(folder, "b.jar");
    sync();
    assertEquals("1.0.0 active", state());
  }

  @Test
  void theOldOneGoesOnRunningWhereTheNewOneLacksSomething() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    long before = framework.find(NAME).orElseThrow().getLastModified();
    TestJar.bundle(NAME, "2.0.0").header("Import-Package", "org.nowhere").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 active", state());
    assertEquals(before, framework.find(NAME).orElseThrow().getLastModified());
    assertEquals(2, framework.count());
  }

  @Test
  void theOldOneComesBackWhereTheNewOneDoesNotStart() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    TestJar.bundle(NAME, "2.0.0").header("Bundle-Activator", "org.acme.Missing").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 active", state());
    TestJar.bundle(NAME, "3.0.0").to(folder, "acme.jar");
    sync();
    assertEquals("3.0.0 active", state());
  }

  @Test
  void whatIsNoBundleIsLeftOut() throws Exception {
    TestJar.plain().to(folder, "plain.jar");
    Files.writeString(folder.resolve("text.jar"), "no jar");
    Files.writeString(folder.resolve(".hidden.jar"), "not ready");
    sync();
    assertEquals(1, framework.count());
  }

  @Test
  void aJarThatOthersMayWriteIsRefusedAndTakenOnceItIsMended() throws Exception {
    Path jar = TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
    sync();
    assertEquals("absent", state());
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 active", state());
  }

  @Test
  void nothingIsTakenFromAFolderThatOthersMayWrite() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    sync();
    assertEquals("absent", state());
  }

  @Test
  void aLinkIsNoJar() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("acme.jar"), TestJar.bundle(NAME, "1.0.0").to(elsewhere, "acme.jar"));
    sync();
    assertEquals("absent", state());
  }

  @Test
  void oneBundleInTwoJarsRunsFromTheFirst() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "a.jar");
    TestJar.bundle(NAME, "2.0.0").to(folder, "b.jar");
    sync();
    assertEquals("1.0.0 active", state());
    assertEquals(2, framework.count());
  }

  @Test
  void aPartOfTheDistributionIsReplacedAndComesBack() throws Exception {
    Path own = TestJar.bundle(NAME, "1.0.0").header("Eyas-Part", "true").to(temporary, "part.jar");
    Bundle part = framework.context().installBundle("reference:" + own.toUri());
    part.start();
    Path jar = TestJar.bundle(NAME, "1.5.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.5.0 active", state());
    Files.delete(jar);
    sync();
    assertEquals("1.0.0 active", state());
  }

  @Test
  void theBaseIsNotReplaced() throws Exception {
    Path own = TestJar.bundle(NAME, "1.0.0").to(temporary, "base.jar");
    framework.context().installBundle("reference:" + own.toUri()).start();
    TestJar.bundle(NAME, "1.5.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 active", state());
  }

  @Test
  void whatIsNotChosenIsInstalledButDoesNotRunUntilItIs() throws Exception {
    selection = new BundleSelection(List.of("!org.acme.*"));
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    assertEquals("1.0.0 not active", state());
    selection = new BundleSelection(List.of());
    sync();
    assertEquals("1.0.0 active", state());
  }

  @Test
  void aFolderThatIsNotThereHasNoJars() throws Exception {
    TestJar.bundle(NAME, "1.0.0").to(folder, "acme.jar");
    sync();
    Path gone = folder;
    folder = temporary.resolve("not-there");
    dropped.sync(new DropFolder(folder), new AdmissionCheck(new RootOwnershipCheck(0), null), selection);
    assertEquals("absent", state());
    folder = gone;
  }
}
