package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;

/** The program as shipped while its bundles are replaced, and the alerts of numbered events that it writes to a file. */
final class Swapped implements AutoCloseable {
  private final Path folder;
  private Process process;

  Swapped(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectory(dropped());
    Files.writeString(
        folder.resolve("rules.yaml"),
        """
        - rule: numbered
          desc: d
          condition: evt.type in (open, openat) and evt.arg.name contains /n/
          output: "%evt.arg.name by %proc.name"
          priority: INFO
        """);
    DriverJar.changer(dropped());
  }

  Path dropped() {
    return folder.resolve("bundles.d");
  }

  Path err() {
    return folder.resolve("err");
  }

  void start(String... more) throws IOException {
    process =
        Program.eyas("-r", "rules.yaml", "-U", "-o", "eyas.bundles.directory=" + dropped())
            .and("-o", "file_output.enabled=true", "-o", "file_output.filename=" + folder.resolve("alerts"))
            .and("-o", "stdout_output.enabled=false", "-o", "file_output.keep_alive=true")
            .and("-o", "eyas.self_watch.enabled=false") // tests count all alerts
            .and(more)
            .with("EYAS_JAVA_OPTS", "-Deyas.test.folder=" + folder)
            .in(folder)
            .start(folder.resolve("out"), err());
  }

  /** Sets rules instead of those of the numbered calls; called before the start. */
  void rules(String text) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), text);
  }

  /** The output of a command for this engine, which was started with {@link #reachable}. */
  String answer(String... words) throws Exception {
    Program.Result result = ask(words);
    assertEquals(0, result.exitCode(), () -> String.join(" ", words) + ": " + result + log());
    return result.out();
  }

  /** The same for a command that may be rejected. */
  Program.Result ask(String... words) throws Exception {
    return Program.eyas(words).and("--socket", folder.resolve("control.sock").toString()).in(folder).run();
  }

  /** Arguments of a start, with those that let commands reach the engine. */
  String[] reachable(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "eyas.control.socket=" + folder.resolve("control.sock")));
    all.addAll(List.of("-o", "eyas.audit.file=" + folder.resolve("audit.jsonl")));
    return all.toArray(String[]::new);
  }

  /** Switches to another driver, and waits for that. */
  void use(String kind) throws Exception {
    Path asked = Files.writeString(folder.resolve(".use"), kind);
    Files.deleteIfExists(folder.resolve("used"));
    Files.move(asked, folder.resolve("use"), StandardCopyOption.ATOMIC_MOVE);
    awaitThat(() -> Files.exists(folder.resolve("used")), "nobody answers to " + kind);
    assertEquals("RUNNING " + kind, Files.readString(folder.resolve("used")), () -> log());
  }

  void awaitThat(Callable<Boolean> condition, String otherwise) {
    Supplier<String> shown = () -> otherwise + "\n" + log() + tail();
    if (process == null) {
      ConditionWait.until(condition, shown); // of a program that the test itself started
    } else {
      ConditionWait.until(process, condition, shown);
    }
  }

  void awaitLine(String text, int times) {
    awaitThat(() -> lines(text) >= times, "no line '" + text + "'");
  }

  long lines(String text) throws IOException {
    return Files.readString(err()).lines().filter(line -> line.contains(text)).count();
  }

  String log() {
    return TestFiles.end(err(), 6_000);
  }

  private String tail() {
    return TestFiles.end(folder.resolve("alerts"), 1_000);
  }

  boolean hasWritten() throws IOException {
    return Files.exists(folder.resolve("alerts")) && Files.size(folder.resolve("alerts")) > 0;
  }

  int alerts() throws IOException {
    return numbers().size();
  }

  /** Waits until this many more alerts are there. */
  void awaitMore(int count) throws Exception {
    int goal = alerts() + count;
    awaitThat(() -> alerts() >= goal, "no more alerts");
  }

  /** The numbers of the alerts, in the order in which they were written. */
  List<Long> numbers() throws IOException {
    return numbers("n");
  }

  /** The numbers of the alerts about files in a folder: "/n/7 by x". */
  List<Long> numbers(String of) throws IOException {
    List<Long> numbers = new ArrayList<>();
    if (!Files.exists(folder.resolve("alerts"))) {
      return numbers;
    }
    Matcher matcher = Pattern.compile("/" + of + "/(\\d+) by \\S+").matcher(Files.readString(folder.resolve("alerts")));
    while (matcher.find()) {
      numbers.add(Long.valueOf(matcher.group(1)));
    }
    return numbers;
  }

  /** Fails with a description unless every number between the first and the last is there once, with a known process. */
  void assertEachOnce() throws IOException {
    assertEachOnce("n");
  }

  /** The same for the alerts about files in a folder. */
  void assertEachOnce(String of) throws IOException {
    Map<Long, Integer> times = new HashMap<>();
    List<Long> numbers = numbers(of);
    numbers.forEach(number -> times.merge(number, 1, Integer::sum));
    long last = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
    List<String> wrong = new ArrayList<>();
    for (long number = numbers.getFirst(); number <= last && wrong.size() < 20; number++) {
      int count = times.getOrDefault(number, 0);
      if (count != 1) {
        wrong.add(number + " " + count + " times");
      }
    }
    assertEquals(List.of(), wrong, () -> log());
    assertEquals(0, Files.readString(folder.resolve("alerts")).lines().filter(line -> line.contains(" by <NA>")).count(),
        () -> log());
  }

  void end() throws Exception {
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> log());
    assertEquals(0, process.exitValue(), () -> log());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
