package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.BundleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunningBundlesTest {
  private static final String NAME = "org.acme.output";

  @TempDir private Path temporary;
  private Path folder;
  private Path elsewhere;
  private TestFramework framework;
  private BundleProvisioning provision;
  private RunningBundles bundles;

  @SuppressWarnings("ClassExplicitlyAnnotation")
  @BeforeEach
  void start() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can put a jar into the watched folder");
    folder = temporary.resolve("bundles.d");
    elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    framework = new TestFramework(temporary.resolve("storage"));
    configure(folder.toString());
  }

  private void configure(String directory) {
    provision = new BundleProvisioning(framework.context(), new Configured(new String[0], directory, "", false, Set.of()));
    bundles = new RunningBundles(framework.context(), provision);
  }

  @AfterEach
  void stop() throws Exception {
    if (framework != null) {
      framework.close();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String refused(Executable deed) {
    return String.valueOf(assertThrows(RefusedException.class, deed).getMessage());
  }

  @Test
  void aJarThatIsInstalledRunsWithItsOriginAndGoesWhenItIsRemoved() throws Exception {
    BundleStatus status = bundles.install(TestJar.bundle(NAME, "1.0.0").to(elsewhere, "acme.jar"));
    assertEquals(new BundleStatus(NAME, "1.0.0", "active", true, "acme.jar", ""), status);
    assertTrue(bundles.bundles().contains(status));
    bundles.remove(NAME);
    assertEquals("absent", framework.stateOf(NAME));
    assertEquals(List.of(), files());
    assertEquals("no jar in the watched folder contains a bundle '" + NAME + "'", refused(() -> bundles.remove(NAME)));
  }

  @Test
  void aJarThatLacksSomethingIsRefusedAndTheOneBeforeItIsBack() throws Exception {
    bundles.install(TestJar.bundle(NAME, "1.0.0").to(elsewhere, "acme.jar"));
    Path broken = TestJar.bundle(NAME, "1.1.0").header("Import-Package", "org.nowhere").to(elsewhere, "acme.jar");
    assertEquals(
        "acme.jar is not started: org.acme.output 1.1.0 needs the package org.nowhere, which no bundle exports",
        refused(() -> bundles.install(broken)));
    assertEquals("1.0.0 active", framework.stateOf(NAME));
    assertEquals(List.of("acme.jar"), files());
    bundles.install(TestJar.bundle(NAME, "1.2.0").to(elsewhere, "acme.jar"));
    assertEquals("1.2.0 active", framework.stateOf(NAME));
  }

  @Test
  void aNewJarThatIsRefusedLeavesNothingBehind() throws Exception {
    Path text = Files.writeString(elsewhere.resolve("text.jar"), "text");
    assertTrue(refused(() -> bundles.install(text)).startsWith("text.jar cannot be read as a jar"));
    assertEquals(List.of(), files());
    Path odd = Files.writeString(elsewhere.resolve("text.zip"), "text");
    assertEquals(
        "text.zip is not a valid name of a jar: it has to end with .jar and must not begin with a dot",
        refused(() -> bundles.install(odd)));
  }

  @Test
  void aJarThatWasDroppedAndRefusedIsToldWithItsReason() throws Exception {
    Files.createDirectory(folder);
    TestJar.plain().to(folder, "plain.jar");
    configure(folder.toString());
    BundleStatus status = bundles.bundles().getLast();
    assertEquals("plain.jar", status.symbolicName());
    assertEquals("refused", status.state());
    assertTrue(status.problem().contains("it is not an OSGi bundle"), status::problem);
    bundles.remove("plain.jar");
    assertEquals(List.of(), files());
  }

  @Test
  void aBundleStopsAndStartsByEitherName() throws Exception {
    framework.context()
        .installBundle("file:" + TestJar.bundle("org.eyas.output.file", "1").header("Eyas-Part", "true").to(elsewhere, "o.jar"));
    bundles.start("output-file");
    assertEquals("1.0.0 active", framework.stateOf("org.eyas.output.file"));
    bundles.stop("org.eyas.output.file");
    assertEquals("1.0.0 not active", framework.stateOf("org.eyas.output.file"));
  }

  @Test
  void whatHoldsTheProgramTogetherIsNotStopped() throws Exception {
    framework.context().installBundle("file:" + TestJar.bundle("org.eyas.core", "1").to(elsewhere, "c.jar")).start();
    assertEquals("org.eyas.core is part of the base, which the engine needs", refused(() -> bundles.stop("core")));
    assertEquals("there is no bundle 'nowhere'", refused(() -> bundles.stop("nowhere")));
  }

  @Test
  void aBundleThatDoesNotStartIsToldWithWhatItNeeds() throws Exception {
    Path jar = TestJar.bundle(NAME, "1.0.0").header("Import-Package", "org.nowhere").to(elsewhere, "acme.jar");
    framework.context().installBundle("file:" + jar);
    assertEquals(
        NAME + " does not start: it needs the package org.nowhere, which no bundle exports", refused(() -> bundles.start(NAME)));
    BundleStatus status = bundles.bundles().stream().filter(one -> one.symbolicName().equals(NAME)).findFirst().orElseThrow();
    assertEquals("needs the package org.nowhere, which no bundle exports", status.problem());
  }

  @Test
  void withoutAWatchedFolderNothingIsInstalled() throws Exception {
    configure("");
    Path jar = TestJar.bundle(NAME, "1.0.0").to(elsewhere, "acme.jar");
    assertEquals(
        "no folder is watched for jars: name one with the key eyas.bundles.directory", refused(() -> bundles.install(jar)));
  }
}
