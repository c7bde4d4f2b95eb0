package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as shipped while its files change: what is seen from outside. */
@Timeout(120)
class ReloadTest {
  private static final String FAILURE = "Critical Falco internal: hot restart failure";

  @TempDir private Path folder;
  private Process process;

  private Path out() {
    return folder.resolve("out");
  }

  private Path err() {
    return folder.resolve("err");
  }

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
    // Where the tests run under nohup, HUP is ignored, and a JVM leaves an ignored signal alone.
    String[] first = {"--default-signal=HUP", Dist.home().resolve("bin/eyas").toString(), "-e", capture.pipe().toString(), "-U"};
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(arguments));
    process = Program.of("env", all.toArray(String[]::new)).in(folder).start(out(), err());
    capture.open(process);
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
  }

  private void await(Path file, String text, int times) throws IOException, InterruptedException {
    for (int i = 0; i < 600 && count(file, text) < times && process.isAlive(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(times, count(file, text), () -> text + " in " + read(out()) + read(err()));
  }

  private static long count(Path file, String text) throws IOException {
    return Files.readString(file).lines().filter(line -> line.contains(text)).count();
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(Math.max(0, text.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Replaces a file as editors do, in one step. */
  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void assertEveryEventOnce(int events) throws IOException {
    List<String> seen =
        Files.readString(out())
            .lines()
            .filter(line -> line.contains(" /f/"))
            .map(line -> line.replaceAll(".* /f/(\\d+).*", "$1"))
            .toList();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= events; i++) {
      expected.add(String.valueOf(i));
    }
    assertEquals(expected, seen);
    assertTrue(Files.readString(out()).contains("Events detected: " + events + "\n"), () -> read(out()));
  }

  @Test
  void rulesAreReplacedWhileEventsFlowAndABadFileChangesNothing() throws Exception {
    Files.writeString(rules(), rule("first"));
    int fed;
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-r", "rules.yaml");
      capture.feed(CaptureFeed.BATCH + 100);
      await(out(), "/f/1124", 1);

      replace(rules(), rule("second"));
      await(err(), "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(2 * CaptureFeed.BATCH);

      replace(rules(), rule("third", "nonsense = 1"));
      await(out(), FAILURE + ": rules.yaml: Invalid", 1);
      capture.feed(2 * CaptureFeed.BATCH);

      replace(rules(), rule("second") + rule("fourth", "evt.type = close"));
      await(err(), "Reloaded: 2 rules (2 enabled) from 1 document", 1);
      capture.feed(2 * CaptureFeed.BATCH);
      fed = capture.events();
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals(2 * CaptureFeed.BATCH, count(out(), "Informational first"));
    await(out(), "   first: " + 2 * CaptureFeed.BATCH, 1);
    await(out(), "   second: " + (5 * CaptureFeed.BATCH + 100), 1);
    assertEquals(0, count(out(), "Informational third"));
    assertEveryEventOnce(fed);
  }

  @Test
  void sighupReloadsAndABrokenConfigurationIsToldOnEveryOutput() throws Exception {
    Path config = folder.resolve("eyas.yaml");
    Files.writeString(config, "rules_files: [rules.yaml]\nwatch_config_files: false\nstdout_output: {enabled: true}\n");
    Files.writeString(rules(), rule("first"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-c", "eyas.yaml");
      capture.feed(1);
      await(out(), "/f/1", 1);
      replace(config, "rules_files: [rules.yaml\n");
      TimeUnit.MILLISECONDS.sleep(500);
      assertEquals(0, count(out(), FAILURE), "nothing is watched");

      signal("HUP");
      await(out(), FAILURE, 1);
      replace(config, "rules_files: [rules.yaml]\nwatch_config_files: false\nstdout_output: {enabled: true}\njson_output: true\n");
      signal("HUP");
      await(err(), "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(CaptureFeed.BATCH);
      await(out(), "\"rule\":\"first\"", CaptureFeed.BATCH);
      signal("TERM");
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end while it waits for events");
    }
    assertEquals(0, process.exitValue(), () -> read(err()));
    await(out(), "Events detected: " + (CaptureFeed.BATCH + 1), 1);
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
      await(out(), "first /f/1", 1);
      version(mount, "..v2", rule("second"));
      Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v2"));
      Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      await(err(), "Reloaded: 1 rules", 1);
      capture.feed(CaptureFeed.BATCH);
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    await(out(), "second /f/" + (CaptureFeed.BATCH + 1), 1);
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
      await(out(), "first /f/1", 1);
      Files.writeString(rules.resolve("b.yaml"), rule("second"));
      await(err(), "Reloaded: 2 rules (2 enabled) from 2 documents", 1);
      Files.delete(rules.resolve("a.yaml"));
      await(err(), "Reloaded: 1 rules (1 enabled) from 1 document", 1);
      capture.feed(CaptureFeed.BATCH);
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    await(out(), "second /f/" + (CaptureFeed.BATCH + 1), 1);
  }

  @Test
  void toldToEndUnderLoadItPrintsAllItFound() throws Exception {
    Files.writeString(rules(), rule("first"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      start(capture, "-r", "rules.yaml", "-o", "outputs_queue.capacity=10");
      Thread feeder = Thread.ofPlatform().daemon().start(() -> feedUntilClosed(capture));
      await(out(), "/f/5000 ", 1);
      signal("INT");
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
      feeder.join();
    }
    assertEquals(0, process.exitValue(), () -> read(err()));
    long alerts = count(out(), " /f/");
    await(out(), "Events detected: " + alerts, 1);
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
