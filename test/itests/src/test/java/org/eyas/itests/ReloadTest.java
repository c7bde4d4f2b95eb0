package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.process.ShellKill;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reloads of the program as shipped when its files change, seen from outside. */
@Timeout(120)
class ReloadTest {
  private static final String FAILURE = "Critical Falco internal: hot restart failure";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Path rules() {
    return folder.resolve("rules.yaml");
  }

  private static String rule(String name, String condition) {
    return """
        - rule: %s
          desc: d
          condition: %s
          output: "%s %%evt.arg.name"
          priority: INFO
        """
        .formatted(name, condition, name);
  }

  private static String rule(String name) {
    return rule(name, "evt.type = openat");
  }

  private void start(CaptureFeed capture, String... arguments) throws IOException {
    // If the tests run under nohup, HUP is ignored, and a JVM does not handle an ignored signal.
    String program = Dist.home().resolve("bin/eyas").toString();
    eyas.start(Program.of("env", "--default-signal=HUP", program, "-e", capture.pipe().toString(), "-U").and(arguments));
    capture.open(eyas.process());
  }

  private void signal(String name) throws IOException, InterruptedException {
    ShellKill.send(name, eyas.process());
  }

  /** Replaces a file as editors do, in one step. */
  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void assertEveryEventOnce(int events) throws IOException {
    List<String> seen = eyas.lines("out", " /f/").stream().map(line -> line.replaceAll(".* /f/(\\d+).*", "$1")).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= events; i++) {
      expected.add(String.valueOf(i));
    }
    assertEquals(expected, seen);
    assertEquals(List.of("Events detected: " + events), eyas.lines("out", "Events detected: "));
  }

  @Test
  void rulesAreReplacedWhileEventsFlowAndABadFileChangesNothing() throws Exception {
    eyas.write("rules.yaml", rule("first"));
    int fed;
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-r", "rules.yaml");
      capture.feed(CaptureFeed.BATCH + 100);
      eyas.await("out", "/f/1124", 1);

      replace(rules(), rule("second"));
      eyas.await("err", "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(2 * CaptureFeed.BATCH);

      replace(rules(), rule("third", "nonsense = 1"));
      eyas.await("out", FAILURE + ": rules.yaml: Invalid", 1);
      capture.feed(2 * CaptureFeed.BATCH);

      replace(rules(), rule("second") + rule("fourth", "evt.type = close"));
      eyas.await("err", "Reloaded: 2 rules (2 enabled) from 1 document", 1);
      capture.feed(2 * CaptureFeed.BATCH);
      fed = capture.events();
    }
    eyas.awaitEnd();
    assertEquals(2 * CaptureFeed.BATCH, eyas.count("out", "Informational first"));
    eyas.await("out", "   first: " + 2 * CaptureFeed.BATCH, 1);
    eyas.await("out", "   second: " + (5 * CaptureFeed.BATCH + 100), 1);
    assertEquals(0, eyas.count("out", "Informational third"));
    assertEveryEventOnce(fed);
  }

  @Test
  void sighupReloadsAndABrokenConfigurationIsReportedOnEveryOutput() throws Exception {
    Path config = folder.resolve("eyas.yaml");
    Files.writeString(config, "rules_files: [rules.yaml]\nwatch_config_files: false\nstdout_output: {enabled: true}\n");
    eyas.write("rules.yaml", rule("first"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-c", "eyas.yaml");
      capture.feed(1);
      eyas.await("out", "/f/1", 1);
      replace(config, "rules_files: [rules.yaml\n");
      TimeUnit.MILLISECONDS.sleep(500);
      assertEquals(0, eyas.count("out", FAILURE), "nothing is watched");

      signal("HUP");
      eyas.await("out", FAILURE, 1);
      replace(config,
          "rules_files: [rules.yaml]\nwatch_config_files: false\nstdout_output: {enabled: true}\njson_output: true\n");
      signal("HUP");
      eyas.await("err", "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(CaptureFeed.BATCH);
      eyas.await("out", "\"rule\":\"first\"", CaptureFeed.BATCH);
      signal("TERM");
      eyas.awaitEnd(); // while it waits for events
    }
    eyas.await("out", "Events detected: " + (CaptureFeed.BATCH + 1), 1);
  }

  @Test
  void aConfigurationMapOfKubernetesIsFollowed() throws Exception {
    Path mount = Files.createDirectories(folder.resolve("mount"));
    version(mount, "..v1", rule("first"));
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
    Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data/a.yaml"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-r", "mount/a.yaml");
      capture.feed(1);
      eyas.await("out", "first /f/1", 1);
      version(mount, "..v2", rule("second"));
      Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v2"));
      Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      eyas.await("err", "Reloaded: 1 rules", 1);
      capture.feed(CaptureFeed.BATCH);
    }
    eyas.awaitEnd();
    eyas.await("out", "second /f/" + (CaptureFeed.BATCH + 1), 1);
    Tools.remove(mount);
  }

  private static void version(Path mount, String name, String rules) throws IOException {
    Files.writeString(Files.createDirectories(mount.resolve(name)).resolve("a.yaml"), rules);
  }

  @Test
  void filesThatAppearInAFolderAndLeaveItCount() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules.d"));
    Files.writeString(rules.resolve("a.yaml"), rule("first"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-o", "rules_files[]=rules.d", "-o", "eyas.rules.shipped=never");
      capture.feed(1);
      eyas.await("out", "first /f/1", 1);
      Files.writeString(rules.resolve("b.yaml"), rule("second"));
      eyas.await("err", "Reloaded: 2 rules (2 enabled) from 2 documents", 1);
      Files.delete(rules.resolve("a.yaml"));
      eyas.await("err", "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(CaptureFeed.BATCH);
    }
    eyas.awaitEnd();
    eyas.await("out", "second /f/" + (CaptureFeed.BATCH + 1), 1);
  }

  @Test
  void sigtermUnderLoadLosesNoAlert() throws Exception {
    eyas.write("rules.yaml", rule("first"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-r", "rules.yaml", "-o", "outputs_queue.capacity=10");
      Thread feeder = Thread.ofPlatform().daemon().start(() -> feedUntilClosed(capture));
      eyas.await("out", "/f/5000 ", 1);
      signal("INT");
      eyas.awaitEnd();
      feeder.join();
    }
    int alerts = eyas.count("out", " /f/");
    eyas.await("out", "Events detected: " + alerts, 1);
  }

  private static void feedUntilClosed(CaptureFeed capture) {
    try {
      while (capture.events() < 10_000_000) {
        capture.feed(500);
      }
    } catch (IOException e) {
      assertEquals("Broken pipe", e.getMessage());
    }
  }
}
