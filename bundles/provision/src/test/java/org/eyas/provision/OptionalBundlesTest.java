package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.eyas.api.launch.LauncherServices;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeOwnHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundles of the console, which are installed when they are wanted and the engine runs, and those of outputs. */
@Timeout(90)
class OptionalBundlesTest {
  private static final String NAME = "org.acme.page";

  @TempDir private Path home;
  private TestFramework framework;

  @BeforeEach
  void start() throws Exception {
    Path shelf = Files.createDirectories(home.resolve("bundles/console"));
    TestJar.bundle(NAME, "1.0.0").to(shelf, "page.jar");
    System.setProperty("eyas.home", home.toString());
    framework = new TestFramework(home.resolve("storage"));
  }

  @AfterEach
  void stop() throws Exception {
    System.clearProperty("eyas.home");
    framework.close();
  }

  private static Configured console(boolean wanted) {
    return new Configured(new String[0], "", "", false, wanted ? Set.of("console") : Set.of());
  }

  private void run() {
    framework.context().registerService(OptionalBundlesTest.class, this,
        new Hashtable<>(Map.of(LauncherServices.ENGINE_RUNNING, true)));
  }

  private void await(String state) {
    ConditionWait.until(() -> framework.stateOf(NAME).equals(state),
        () -> NAME + " is " + framework.stateOf(NAME) + ", not " + state);
  }

  @Test
  void theyComeOnceTheEngineRunsAndGoWhenNobodyWantsThem() throws Exception {
    BundleProvisioning provision = new BundleProvisioning(framework.context(), console(true));
    assertEquals("absent", framework.stateOf(NAME), "a start does not wait for them");
    run();
    await("1.0.0 active");
    provision.change(console(false));
    assertEquals("absent", framework.stateOf(NAME));
    provision.change(console(true));
    assertEquals("1.0.0 active", framework.stateOf(NAME), "it runs already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "kafka"})
  void thatOfAnOutputIsThereBeforeTheEngineRunsWhileItIsWanted(String output) throws Exception {
    TestJar.bundle("org.acme.topic", "1.0.0").to(Files.createDirectories(home.resolve("bundles").resolve(output)), "topic.jar");
    Configured wanted = new Configured(new String[0], "", "", false, Set.of(output));
    BundleProvisioning provision = new BundleProvisioning(framework.context(), wanted);
    assertEquals("1.0.0 active", framework.stateOf("org.acme.topic"));
    provision.change(console(false));
    assertEquals("absent", framework.stateOf("org.acme.topic"));
    provision.change(wanted);
    assertEquals("1.0.0 active", framework.stateOf("org.acme.topic"));
  }

  @Test
  void aFolderThatIsMissingDoesNotEndTheOthers() throws Exception {
    BundleProvisioning provision =
        new BundleProvisioning(framework.context(),
            new Configured(new String[0], "", "", false, Set.of("grpc", "kafka", "console")));
    run();
    await("1.0.0 active");
    provision.end();
  }

  @ParameterizedTest
  @CsvSource({"grpc,grpc", "kafka,eyas.kafka_output"})
  void healthSaysThatTheBundleOfAnOutputIsWantedAndMissing(String output, String key) throws Exception {
    Configured wanted = new Configured(new String[0], "", "", false, Set.of(output));
    BundleProvisioning provision = new BundleProvisioning(framework.context(), wanted);
    FakeOwnHealth health = new FakeOwnHealth();
    provision.bindOwnHealth(health);
    assertTrue(health.problem().startsWith(key + " is enabled, but its bundle is not installed"), health.problem());
    provision.change(console(false));
    assertEquals("", health.problem());
    TestJar.bundle("org.eyas.output." + output, "1.0.0")
        .to(Files.createDirectories(home.resolve("bundles").resolve(output)), "output.jar");
    provision.change(wanted);
    assertEquals("", health.problem());
    provision.end();
  }

  @Test
  void whereTheyAreNotWantedTheyAreNotInstalled() throws Exception {
    BundleProvisioning provision = new BundleProvisioning(framework.context(), console(false));
    int before = framework.count();
    run();
    provision.change(console(false));
    assertEquals(before, framework.count());
    provision.end();
  }
}
