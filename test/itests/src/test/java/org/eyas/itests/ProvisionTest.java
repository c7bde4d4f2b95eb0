package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are added, changed and removed while the program as shipped runs. */
@Timeout(120)
class ProvisionTest {
  private static final int SWAPS = Integer.getInteger("swaps", 6);
  private static final String FILE_OUTPUT = "org.eyas.output.file";
  private static final String RULE =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: \"%evt.arg.name\"\n  priority: INFO\n";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private Path dropped;

  @BeforeEach
  void prepare() throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(root, "skipped: only root can put a jar into the watched folder");
    dropped = Files.createDirectory(folder.resolve("bundles.d"));
    eyas.write("rules.yaml", RULE);
  }

  private static Path shipped(String name) {
    return Dist.home().resolve("bundles/" + name + ".jar");
  }

  @Test
  void anOutputThatIsReplacedWhileAlertsFlowLosesNoneAndSendsNoneTwice() throws Exception {
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(
          capture, "-U", "-o", "eyas.bundles.directory=" + dropped,
          "-o", "file_output.enabled=true", "-o", "file_output.filename=alerts");
      capture.feed(100);
      eyas.await("alerts", " /f/", 100);
      for (int i = 1; i <= SWAPS; i++) {
        BundleJar.of(shipped(FILE_OUTPUT)).versioned("9.0." + i).to(dropped, "file.jar");
        feedUntil(capture, i == 1 ? "replaces the one" : "is updated to 9.0." + i);
      }
      Files.delete(dropped.resolve("file.jar"));
      feedUntil(capture, "that came with Eyas runs again");
      capture.feed(100);
      eyas.await("alerts", " /f/", capture.events());
      assertEquals(IntStream.rangeClosed(1, capture.events()).boxed().toList(), numbers());
    }
    eyas.awaitEnd();
  }

  private List<Integer> numbers() throws IOException {
    return eyas.lines("alerts").stream().map(line -> Integer.valueOf(line.replaceAll(".*/f/(\\d+).*", "$1"))).toList();
  }

  private void feedUntil(CaptureFeed capture, String line) {
    eyas.await(
        line,
        () -> {
          capture.feed(20);
          return eyas.count("err", line) == 1;
        });
  }

  @Test
  void jarWithMissingImportsIsReportedAndNothingElseHappens() throws Exception {
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(capture, "-U", "-o", "eyas.bundles.directory=" + dropped);
      capture.feed(1);
      eyas.await("out", " /f/1", 1);
      BundleJar.of(shipped(FILE_OUTPUT)).importing("org.nowhere;version=\"[1,2)\"").to(dropped, "broken.jar");
      eyas.await("err", "broken.jar is not started: " + FILE_OUTPUT, 1);
      eyas.await("err", "needs the package org.nowhere [1.0.0,2.0.0), which no bundle exports", 1);
      capture.feed(CaptureFeed.BATCH);
      eyas.await("out", " /f/", CaptureFeed.BATCH + 1);
    }
    eyas.awaitEnd();
  }

  @Test
  void aBundleThatIsLeftOutDoesNotRun() throws Exception {
    Program.Result result =
        Program.eyas("-r", folder.resolve("rules.yaml").toString(), "-e", "nothing.scap", "--bundles", "!source-scap").run();
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("no bundle offers it"), result.err());
  }
}
