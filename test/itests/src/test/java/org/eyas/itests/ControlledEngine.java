package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that replays events of the test, and the commands that control it. */
@Timeout(180)
abstract class ControlledEngine {
  static final String RULES =
      """
      - rule: Opened a file
        desc: something was opened
        condition: evt.type = openat
        output: "opened %evt.arg.name"
        priority: NOTICE
        tags: [first, second]
      - rule: Never
        desc: d
        condition: evt.type = openat and fd.name = /never
        output: "never"
        priority: INFO
        enabled: false
      """;

  @TempDir Path folder;
  @AutoClose final EyasRun engine = new EyasRun(() -> folder);
  CaptureFeed capture;

  @BeforeEach
  void write() throws IOException, InterruptedException {
    engine.write("rules.yaml", RULES);
    engine.write(
        "eyas.yaml",
        """
        # of this test
        json_output: false # text
        append_output: []
        eyas:
          control:
            socket: %1$s/run/control.sock
          audit:
            file: %1$s/audit.jsonl
          bundles:
            directory: %1$s/bundles.d
        """
            .formatted(folder));
    capture = CaptureFeed.in(folder);
  }

  @AfterEach
  void end() throws IOException {
    capture.close();
  }

  Path config() {
    return folder.resolve("eyas.yaml");
  }

  Path socket() {
    return folder.resolve("run/control.sock");
  }

  void startEngine(String... more) throws IOException {
    Program program = Program.eyas("-c", config().toString(), "-r", "rules.yaml", "-U", "-o", "stdout_output.enabled=true");
    engine.start(program.and("-e", capture.pipe().toString()).and(more));
    capture.open(engine.process());
  }

  Program.Result eyas(String... words) throws IOException, InterruptedException {
    return Program.eyas(words).and("--socket", socket().toString()).in(folder).run();
  }

  String answer(String... words) throws IOException, InterruptedException {
    Program.Result result = eyas(words);
    assertEquals(0, result.exitCode(), () -> String.join(" ", words) + ": " + result + engine.read("err"));
    assertEquals("", result.err(), () -> String.join(" ", words));
    return result.out();
  }

  String refusal(String... words) throws IOException, InterruptedException {
    Program.Result result = eyas(words);
    assertEquals(1, result.exitCode(), () -> String.join(" ", words) + ": " + result);
    assertEquals("", result.out());
    return result.err();
  }

  /** The message of a command line that cannot be understood. */
  String usageError(String... words) throws IOException, InterruptedException {
    Program.Result result = eyas(words);
    assertEquals(2, result.exitCode(), () -> String.join(" ", words) + ": " + result);
    assertEquals("", result.out());
    return result.err();
  }

  static long count(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }

  /** The event loop adopts new rules between two batches: a waiting batch still ends with the old ones. */
  void feedUntil(String line) {
    engine.await(
        line,
        () -> {
          capture.feed(CaptureFeed.BATCH);
          return engine.read("out").contains(line);
        });
  }

  void feedAndAwait(int events) throws Exception {
    capture.feed(events);
    engine.await("out", "opened /f/", capture.events());
  }
}
