package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that do not take what they should: what the program as shipped does with the alerts. */
@Timeout(180)
class QueuesTest {
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
      """;

  @TempDir private Path folder;

  private Process start(CaptureFeed capture, Path out, String... options) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULE);
    List<String> all = new ArrayList<>(List.of("-e", capture.pipe().toString(), "-r", "rules.yaml"));
    all.addAll(List.of(options));
    return Program.eyas(all.toArray(String[]::new)).in(folder).start(out, folder.resolve("err"));
  }

  private interface Question {
    boolean answer() throws IOException;
  }

  private void awaitThat(Question question) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!question.answer() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertTrue(question.answer(), () -> "it does not come about; the log: " + log());
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<Integer> numbers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("opened /f/"))
        .map(line -> Integer.parseInt(line.substring(line.indexOf("/f/") + 3).split(" ")[0]))
        .toList();
  }

  private static List<Integer> upTo(int last) {
    return Stream.iterate(1, number -> number + 1).limit(last).toList();
  }

  private boolean isOnDisk(String text) throws IOException {
    if (!Files.isDirectory(folder.resolve("spill"))) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder.resolve("spill"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".spool")).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void alertsThatWaitOnDiskSurviveKill9AndComeFirstAtTheNextStart() throws Exception {
    String[] options = {
      "-o", "stdout_output.enabled=false",
      "-o", "file_output={enabled: true, filename: later/alerts.txt}",
      "-o", "eyas.output_queues[]={output: file, capacity: 10, when_full: spill, spill_directory: spill}"
    };
    CaptureFeed first = CaptureFeed.in(Files.createDirectory(folder.resolve("first")));
    Process killed = start(first, folder.resolve("out"), options);
    try (first) {
      first.open(killed);
      first.feed(2_000);
      awaitThat(() -> isOnDisk("opened /f/2000"));
      killed.toHandle().destroyForcibly();
      assertTrue(killed.waitFor(10, TimeUnit.SECONDS));
    }
    Files.createDirectory(folder.resolve("later"));
    CaptureFeed second = CaptureFeed.in(Files.createDirectory(folder.resolve("second")));
    Process process = start(second, folder.resolve("out"), options);
    try (second) {
      second.open(process);
      second.feed(5);
    }
    assertTrue(process.waitFor(100, TimeUnit.SECONDS));
    List<Integer> numbers = numbers(Files.readAllLines(folder.resolve("later/alerts.txt")));
    assertEquals(upTo(2_000), numbers.subList(0, 2_000), log());
    assertEquals(upTo(5), numbers.subList(2_000, numbers.size()));
  }

  @Test
  void everyOutputBlockedPastTheTimeOutIsToldAndNothingIsLostOnceItIsRead() throws Exception {
    Path fifo = folder.resolve("stdout");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    CountDownLatch reads = new CountDownLatch(1);
    CompletableFuture<List<String>> printed =
        CompletableFuture.supplyAsync(() -> readWhen(fifo, reads), task -> Thread.ofPlatform().daemon().start(task));
    CaptureFeed capture = CaptureFeed.in(folder);
    Process process = start(capture, fifo, "-o", "output_timeout=300");
    CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, capture, 20_000), task -> Thread.ofPlatform().daemon().start(task));
    awaitThat(() -> log().contains("\"stdout\" output timeout: it has not taken an alert for 300 ms (output_timeout)"));
    TimeUnit.SECONDS.sleep(2);
    assertTrue(process.isAlive(), log());
    reads.countDown();
    fed.get(60, TimeUnit.SECONDS);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), log());
    assertEquals(upTo(20_000), numbers(printed.get(10, TimeUnit.SECONDS)));
    assertTrue(log().contains("\"stdout\" output takes alerts again"), log());
  }

  private static List<String> readWhen(Path fifo, CountDownLatch reads) {
    try (InputStream in = new FileInputStream(fifo.toFile())) {
      reads.await();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void feed(Process process, CaptureFeed capture, int events) {
    try (capture) {
      capture.open(process);
      capture.feed(events);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void alertsThatRepeatAreHeldBackAndCountedByTheTimeOfTheEvents() throws Exception {
    CaptureFeed capture = CaptureFeed.in(folder);
    Process process = start(capture, folder.resolve("out"), "-o", "eyas.throttle[]={rules: open*, window_seconds: 5}");
    feed(process, capture, 1_000);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<String> lines =
        Files.readAllLines(folder.resolve("out")).stream().filter(line -> line.contains("opened /f/")).toList();
    assertEquals(2, lines.size(), log());
    assertTrue(lines.getFirst().contains("opened /f/1 "), lines.getFirst());
    assertTrue(lines.getLast().contains("opened /f/1000 "), lines.getLast());
    assertTrue(lines.getLast().endsWith(" (the last of 999 more within 5 s)"), lines.getLast());
  }
}
