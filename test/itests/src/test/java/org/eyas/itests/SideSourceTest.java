package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A third-party source, the example that reads a web server's log, beside the system calls of the program as shipped. */
@Timeout(180)
class SideSourceTest {
  private static final String RULES =
      """
      - rule: numbered
        desc: d
        condition: evt.type in (open, openat) and evt.arg.name contains /n/
        output: "%evt.arg.name by %proc.name"
        priority: INFO
      - rule: asked for
        desc: d
        source: weblog
        condition: weblog.path startswith /w/ and weblog.status = 404
        output: "%weblog.path by %weblog.client"
        priority: INFO
      """;
  private static final String STATE = "(?s).*\n%s +\\d+ [^\n]* asked for.*";

  @TempDir private Path folder;

  @BeforeEach
  void requireRoot() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    Files.createFile(log());
  }

  private Path log() {
    return folder.resolve("access.log");
  }

  private void start(Swapped eyas, String... more) throws IOException {
    eyas.rules(RULES);
    String component = "{pid: org.example.source, config: {file: %s}}".formatted(log());
    String[] arguments = {"-o", "eyas.components[]=" + component, "--bundles", "!driver-ebpf"};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    eyas.start(eyas.reachable(all));
  }

  private static void drop(Path into) throws IOException {
    Path jar = Dist.checkout().resolve("examples/source/target/org.example.source-1.0.0.jar");
    Files.copy(jar, into.resolve(".source.jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(into.resolve(".source.jar"), into.resolve("source.jar"));
  }

  private void requests(long first, long last) {
    StringBuilder lines = new StringBuilder();
    for (long number = first; number <= last; number++) {
      lines.append("web - - [x] \"GET /w/").append(number).append(" HTTP/1.1\" 404 1\n");
    }
    try {
      Files.writeString(log(), lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitRunning(Swapped eyas) throws Exception {
    eyas.awaitThat(() -> eyas.answer("sources").matches("(?s).*\nweblog +weblog +running .*"), "the source does not run");
  }

  private static void awaitRule(Swapped eyas, String state) throws Exception {
    eyas.awaitThat(() -> eyas.answer("rules").matches(STATE.formatted(state)), "the rule is not " + state);
  }

  private static void awaitAlert(Swapped eyas, long number) throws Exception {
    eyas.awaitThat(() -> eyas.numbers("w").contains(number), "no alert of request " + number);
  }

  @Test
  void aSourceComesLeavesAndComesBackAndItsRulesWithIt() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      start(eyas);
      eyas.awaitMore(50);
      drop(eyas.dropped());
      awaitRunning(eyas);
      awaitRule(eyas, "enabled");
      requests(1, 300);
      awaitAlert(eyas, 300);

      Files.delete(eyas.dropped().resolve("source.jar"));
      awaitRule(eyas, "parked");
      String rules = eyas.answer("rules");
      assertTrue(rules.lines().anyMatch(line -> line.contains("asked for") && line.contains("weblog")), rules);
      assertTrue(!eyas.answer("sources").contains("weblog"), "it has left");
      requests(301, 400);
      eyas.awaitMore(50);

      drop(eyas.dropped());
      awaitRunning(eyas);
      awaitRule(eyas, "enabled");
      requests(401, 700);
      awaitAlert(eyas, 700);
      eyas.awaitMore(50);
      eyas.end();
      long[] expected = LongStream.concat(LongStream.rangeClosed(1, 300), LongStream.rangeClosed(401, 700)).toArray();
      assertEquals(LongStream.of(expected).boxed().toList(), eyas.numbers("w"), "each while it was there, once, in order");
      eyas.assertEachOnce();
      String out = Files.readString(folder.resolve("out"));
      assertTrue(out.contains("asked for: 600\n"), out);
    }
  }

  @Test
  void anUpdateOfTheEngineCostsItNoEvent() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      drop(eyas.dropped());
      start(eyas);
      updateTwiceUnderLoad(eyas);
      eyas.assertEachOnce();
    }
  }

  @Test
  void updateOfAnEngineWithoutSystemCallsContinuesToo() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      drop(eyas.dropped());
      start(eyas, "--disable-source", "syscall");
      updateTwiceUnderLoad(eyas);
    }
  }

  private void updateTwiceUnderLoad(Swapped eyas) throws Exception {
    eyas.awaitThat(() -> eyas.lines("Opening '") > 0, "nothing is opened");
    awaitRunning(eyas);
    try (Visitor visitor = new Visitor()) {
      for (int i = 1; i <= 2; i++) {
        BundleJar.of(Dist.home().resolve("bundles/org.eyas.core.jar")).versioned("9.0." + i).to(eyas.dropped(), "core.jar");
        eyas.awaitLine("Continuing with 'weblog' source of kind weblog", i);
        int goal = eyas.numbers("w").size() + 500;
        eyas.awaitThat(() -> eyas.numbers("w").size() >= goal, "no more alerts of the log");
      }
      awaitAlert(eyas, visitor.end());
    }
    String sources = eyas.answer("sources");
    assertTrue(sources.matches("(?s).*\nweblog +weblog +running .*"), sources);
    eyas.end();
    assertEquals(1, eyas.lines("Opening 'weblog'"), () -> "it is opened once: " + eyas.log());
    eyas.assertEachOnce("w");
    assertEquals(1, eyas.numbers("w").getFirst());
    String out = Files.readString(folder.resolve("out"));
    assertTrue(out.contains("asked for: " + eyas.numbers("w").size() + "\n"), () -> "hits count on: " + out);
  }

  /** Requests pages, 1000 per second. */
  private final class Visitor implements AutoCloseable {
    private volatile boolean over;
    private volatile long number;
    private final Thread thread = Thread.ofPlatform().start(this::run);

    private void run() {
      try {
        while (!over) {
          requests(number + 1, number + 1);
          number++;
          TimeUnit.MILLISECONDS.sleep(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Returns the number of the last one. */
    long end() throws InterruptedException {
      over = true;
      thread.join();
      return number;
    }

    @Override
    public void close() throws InterruptedException {
      end();
    }
  }
}
