package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that come, change and go while the program as shipped runs. */
@Timeout(120)
class ProvisionTest {
  private static final int SWAPS = Integer.getInteger("swaps", 6);
  private static final String FILE_OUTPUT = "org.eyas.output.file";
  private static final String RULE =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: \"%evt.arg.name\"\n  priority: INFO\n";

  @TempDir private Path folder;
  private Path dropped;
  private Process process;

  @BeforeEach
  void prepare() throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(root, "skipped: only root can put a jar where Eyas takes it from");
    dropped = Files.createDirectory(folder.resolve("bundles.d"));
    Files.writeString(folder.resolve("rules.yaml"), RULE);
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Path err() {
    return folder.resolve("err");
  }

  private void start(CaptureFeed capture, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-e", capture.pipe().toString(), "-r", "rules.yaml", "-U"));
    all.addAll(List.of("-o", "eyas.bundles.directory=" + dropped));
    all.addAll(List.of(arguments));
    process = Program.eyas(all.toArray(String[]::new)).in(folder).start(folder.resolve("out"), err());
    capture.open();
  }

  private static long count(Path file, String text) throws IOException {
    return Files.exists(file) ? Files.readString(file).lines().filter(line -> line.contains(text)).count() : 0;
  }

  private void await(Path file, String text, long times) throws Exception {
    for (int i = 0; i < 600 && count(file, text) < times && process.isAlive(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(times, count(file, text), () -> text + " in " + read(file) + "\n" + read(err()));
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(Math.max(0, text.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Path shipped(String name) {
    return Dist.home().resolve("bundles/" + name + ".jar");
  }

  @Test
  void anOutputThatIsReplacedWhileAlertsFlowLosesNoneAndSendsNoneTwice() throws Exception {
    Path alerts = folder.resolve("alerts");
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-o", "file_output.enabled=true", "-o", "file_output.filename=" + alerts);
      capture.feed(100);
      await(alerts, " /f/", 100);
      for (int i = 1; i <= SWAPS; i++) {
        BundleJar.of(shipped(FILE_OUTPUT)).versioned("0.1." + i).to(dropped, "file.jar");
        feedUntil(capture, i == 1 ? "takes the place" : "is updated to 0.1." + i);
      }
      Files.delete(dropped.resolve("file.jar"));
      feedUntil(capture, "that came with Eyas is back");
      capture.feed(100);
      await(alerts, " /f/", capture.events());
      assertEquals(IntStream.rangeClosed(1, capture.events()).boxed().toList(), numbers(alerts));
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), () -> read(err()));
  }

  private static List<Integer> numbers(Path alerts) throws IOException {
    return Files.readString(alerts).lines().map(line -> Integer.valueOf(line.replaceAll(".*/f/", ""))).toList();
  }

  private void feedUntil(CaptureFeed capture, String line) throws Exception {
    for (int i = 0; i < 1_000 && count(err(), line) == 0 && process.isAlive(); i++) {
      capture.feed(20);
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertEquals(1, count(err(), line), () -> line + " in " + read(err()));
  }

  @Test
  void aJarThatLacksSomethingIsToldInPlainWordsAndNothingElseHappens() throws Exception {
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture);
      capture.feed(1);
      await(folder.resolve("out"), " /f/1", 1);
      BundleJar.of(shipped(FILE_OUTPUT)).importing("org.nowhere;version=\"[1,2)\"").to(dropped, "broken.jar");
      await(err(), "broken.jar is not started: " + FILE_OUTPUT, 1);
      await(err(), "needs the package org.nowhere [1.0.0,2.0.0), which no bundle exports", 1);
      capture.feed(CaptureFeed.BATCH);
      await(folder.resolve("out"), " /f/", CaptureFeed.BATCH + 1);
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
  }

  @Test
  void aBundleThatIsLeftOutDoesNotRun() throws Exception {
    Program.Result result =
        Program.eyas("-r", folder.resolve("rules.yaml").toString(), "-e", "nothing.scap", "--bundles", "!source-scap").run();
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("no bundle offers that one"), result.err());
  }
}
