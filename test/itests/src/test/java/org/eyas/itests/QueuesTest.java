package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that do not accept alerts: what the program as shipped does with the alerts. */
@Timeout(180)
class QueuesTest {
  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private Process start(CaptureFeed capture, Path out, String... options) throws IOException {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    return eyas.start(Program.eyas("-e", capture.pipe().toString(), "-r", "rules.yaml").and(options), out);
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
      eyas.await("the last alert on disk", () -> isOnDisk("opened /f/2000"));
      killed.toHandle().destroyForcibly();
      assertTrue(killed.waitFor(10, TimeUnit.SECONDS));
    }
    Files.createDirectory(folder.resolve("later"));
    CaptureFeed second = CaptureFeed.in(Files.createDirectory(folder.resolve("second")));
    feed(start(second, folder.resolve("out"), options), second, 5);
    eyas.awaitEnd();
    List<Integer> numbers = numbers(eyas.lines("later/alerts.txt"));
    assertEquals(upTo(2_000), numbers.subList(0, 2_000), eyas::err);
    assertEquals(upTo(5), numbers.subList(2_000, numbers.size()));
  }

  @Test
  void blockedOutputsAreReportedAndLoseNothing() throws Exception {
    Path fifo = folder.resolve("stdout");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    CountDownLatch reads = new CountDownLatch(1);
    CompletableFuture<List<String>> printed =
        CompletableFuture.supplyAsync(() -> readWhen(fifo, reads), task -> Thread.ofPlatform().daemon().start(task));
    CaptureFeed capture = CaptureFeed.in(folder);
    Process process = start(capture, fifo, "-o", "output_timeout=300");
    CompletableFuture<Void> fed =
        CompletableFuture.runAsync(() -> feed(process, capture, 20_000), task -> Thread.ofPlatform().daemon().start(task));
    String reported = "\"stdout\" output timeout: it has not accepted an alert for 300 ms (output_timeout)";
    eyas.await("err", reported, 1);
    TimeUnit.SECONDS.sleep(2);
    assertTrue(process.isAlive(), eyas::err);
    reads.countDown();
    fed.get(60, TimeUnit.SECONDS);
    eyas.awaitEnd();
    assertEquals(upTo(20_000), numbers(printed.get(10, TimeUnit.SECONDS)));
    assertTrue(eyas.err().contains("\"stdout\" output accepts alerts again"), eyas::err);
  }

  @Test
  void anOutputThatHangsAndThenFailsIsNotSaidToAcceptAlerts() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        CaptureFeed capture = CaptureFeed.in(folder)) {
      String server = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      String http = "http_output={enabled: true, url: '" + server + "', max_consecutive_timeouts: 0}";
      capture.open(start(capture, folder.resolve("out"), "-o", "output_timeout=300", "-o", http));
      capture.feed(1);
      eyas.await("err", server + " does not accept alerts: no answer within", 1);
    }
    eyas.awaitEnd();
    assertTrue(eyas.err().contains("\"http\" output timeout: it has not accepted an alert for 300 ms"), eyas::err);
    assertFalse(eyas.err().contains("accepts alerts again"), eyas::err);
  }

  @Test
  void theEndOfAnEngineWithAnOutputThatHangsIsNoFailureAndReportsTheLostAlerts() throws Exception {
    endWhileHttpHangs();
    eyas.await("err", "Output 'http' did not accept the last 3 alerts in time; they are lost.", 1);
  }

  @Test
  void theEndOfAnEngineWithAnOutputThatHangsReportsWhereItsAlertsWait() throws Exception {
    endWhileHttpHangs("-o", "eyas.output_queues[]={output: http, when_full: spill, spill_directory: spill}");
    eyas.await("err", "Output 'http' did not accept the last 3 alerts in time; they wait in spill and are sent at", 1);
    assertTrue(isOnDisk("opened /f/3"));
  }

  private void endWhileHttpHangs(String... options) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        CaptureFeed capture = CaptureFeed.in(folder)) {
      String http = "http_output={enabled: true, url: 'http://127.0.0.1:" + silent.getLocalPort() + "/'}";
      List<String> all = new ArrayList<>(List.of("-o", "output_timeout=300", "-o", http));
      all.addAll(List.of(options));
      Process process = start(capture, folder.resolve("out"), all.toArray(String[]::new));
      capture.open(process);
      capture.feed(3);
      eyas.await("err", "\"http\" output timeout: it has not accepted an alert for 300 ms", 1);
      process.destroy();
      eyas.awaitEnd();
    }
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
  void repeatedAlertsAreThrottledByTheTimeOfTheEvents() throws Exception {
    CaptureFeed capture = CaptureFeed.in(folder);
    Process process = start(capture, folder.resolve("out"), "-o", "eyas.throttle[]={rules: open*, window_seconds: 5}");
    feed(process, capture, 1_000);
    eyas.awaitEnd();
    List<String> lines = eyas.lines("out", "opened /f/");
    assertEquals(2, lines.size(), eyas::err);
    assertTrue(lines.getFirst().contains("opened /f/1 "), lines.getFirst());
    assertTrue(lines.getLast().contains("opened /f/1000 "), lines.getLast());
    assertTrue(lines.getLast().endsWith(" (the last of 999 more within 5 s)"), lines.getLast());
  }
}
