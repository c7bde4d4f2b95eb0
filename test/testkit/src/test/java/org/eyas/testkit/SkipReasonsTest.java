package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkipReasonsTest {
  /** Not found by Maven, because of its name. */
  static class Skipped {
    @Test
    void one() {
      assumeTrue(false, "skipped: there is no umoci");
    }

    @Test
    void passes() {}
  }

  static class WhollySkipped {
    @BeforeAll
    static void skip() {
      assumeTrue(false, "there is no\nnetwork");
    }

    @Test
    void one() {}
  }

  @TempDir private Path folder;

  @Test
  void theReasonsOfTestsAndOfClassesAreInTheFile() throws Exception {
    Path file = folder.resolve("skipped-tests");
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new SkipReasons(file))
            .build();
    LauncherFactory.create(config)
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Skipped.class), selectClass(WhollySkipped.class))
            .build());
    String prefix = SkipReasonsTest.class.getName();
    assertEquals(
        List.of(prefix + "$Skipped.one: there is no umoci", prefix + "$WhollySkipped: there is no network"),
        Files.readAllLines(file));
  }
}
