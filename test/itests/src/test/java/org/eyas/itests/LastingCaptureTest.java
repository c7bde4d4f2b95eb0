package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine as shipped ends and starts again while a driver records calls: no call is missing. */
@Timeout(300)
class LastingCaptureTest {
  private static final Pattern ALERT = Pattern.compile("/n/(\\d+) by (\\S+) as (\\d+)");
  private static final int SOME = 200;
  private static final String CONTINUED = "Driver switched to lasting: a new process continues";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  @AutoClose private Calls calls;

  private record Alert(long call, String process, long number) {}

  /** A thread that makes calls, each with its time since the boot. */
  private static final class Calls implements AutoCloseable {
    private final FileChannel file;
    private final long sinceBoot;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean ended;
    private volatile long count;

    Calls(Path path) throws IOException {
      file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      double uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
      sinceBoot = (long) (uptime * 1e9) - System.nanoTime();
      thread.start();
    }

    private void run() {
      ByteBuffer call = ByteBuffer.allocate(8);
      try {
        while (!ended) {
          file.write(call.clear().putLong(System.nanoTime() + sinceBoot).flip());
          count++;
          Thread.sleep(1);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void awaitMore() {
      long goal = count + SOME;
      ConditionWait.until(() -> count >= goal);
    }

    long end() throws InterruptedException {
      ended = true;
      thread.join();
      return count;
    }

    @Override
    public void close() throws Exception {
      end();
      file.close();
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    Files.createDirectory(folder.resolve("run"));
    DriverJar.lastingDriver(Files.createDirectory(folder.resolve("bundles.d")), "lasting");
    eyas.write("process", "early");
    eyas.write("rules.yaml", """
        - rule: opened
          desc: d
          condition: evt.type in (open, openat) and evt.arg.name contains /n/
          output: "%evt.arg.name by %proc.name as %evt.num"
          priority: INFO
        """);
    calls = new Calls(folder.resolve("calls"));
  }

  private void start() throws IOException {
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-U", "-o", "engine.kind=lasting", "-o", "webserver.enabled=false")
            .and("-o", "eyas.bundles.directory=" + folder.resolve("bundles.d"), "-o", "stdout_output.enabled=false")
            .and("-o", "file_output.enabled=true", "-o", "file_output.filename=" + folder.resolve("alerts"))
            .and("-o", "file_output.keep_alive=true", "-o", "eyas.self_watch.enabled=false")
            .with("RUNTIME_DIRECTORY", folder.resolve("run").toString())
            .with("EYAS_JAVA_OPTS", "-Deyas.test.folder=" + folder));
  }

  private List<Alert> alerts() throws IOException {
    List<Alert> all = new ArrayList<>();
    Matcher matcher = ALERT.matcher(Files.readString(folder.resolve("alerts")));
    while (matcher.find()) {
      all.add(new Alert(Long.parseLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))));
    }
    return all;
  }

  private void awaitMoreAlerts() throws IOException {
    int before = Files.exists(folder.resolve("alerts")) ? alerts().size() : 0;
    eyas.await("more alerts", () -> alerts().size() >= before + SOME);
  }

  /** Ends the calls and the engine, and returns the numbers from the first call that was seen to the last one. */
  private List<Long> endAfterTheLastCall() throws Exception {
    long count = calls.end();
    eyas.await("the last call", () -> alerts().stream().anyMatch(alert -> alert.call() == count - 1));
    stop();
    return LongStream.range(alerts().getFirst().call(), count).boxed().toList();
  }

  private void stop() throws InterruptedException {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private Path state() {
    return folder.resolve("run/left-state");
  }

  @Test
  void aStoppedEngineContinuesAsIfItHadRunOn() throws Exception {
    start();
    awaitMoreAlerts();
    stop();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state())));
    eyas.write("process", "late");
    calls.awaitMore();
    start();
    eyas.await("a driver of its own", () -> eyas.err().contains(CONTINUED));
    assertFalse(Files.exists(state()));
    awaitMoreAlerts();
    List<Long> expected = endAfterTheLastCall();
    assertEquals(expected, alerts().stream().map(Alert::call).toList(), "each once, in order");
    assertTrue(alerts().stream().allMatch(alert -> alert.process().equals("early")), "the process table continues");
    List<Long> numbers = alerts().stream().map(Alert::number).toList();
    assertEquals(new ArrayList<>(new TreeSet<>(numbers)), numbers, "the numbers of events continue");
    String line = eyas.lines("err", "Continuing after the stop of the last process").getFirst();
    assertTrue(line.endsWith(" events were recorded then, none were lost"), line);
  }

  @Test
  void aKilledEngineMissesNothingAndLooksUpTheProcesses() throws Exception {
    start();
    awaitMoreAlerts();
    eyas.process().destroyForcibly().waitFor();
    int before = alerts().size();
    assertFalse(Files.exists(state()));
    eyas.write("process", "late");
    calls.awaitMore();
    start();
    eyas.await("a driver of its own", () -> eyas.err().contains(CONTINUED));
    List<Long> expected = endAfterTheLastCall();
    List<Alert> all = alerts();
    assertEquals(expected, new ArrayList<>(new TreeSet<>(all.stream().map(Alert::call).toList())), "none is missing");
    List<Alert> second = all.subList(before, all.size());
    assertTrue(second.stream().allMatch(alert -> alert.process().equals("late")), "those of the second process");
    assertEquals(second.size(), second.stream().map(Alert::call).distinct().count(), "each once in the second process");
  }

  @Test
  void aCaptureThatCannotBeReadIsOneLineAndTheEngineStarts() throws Exception {
    start();
    awaitMoreAlerts();
    stop();
    int before = alerts().size();
    eyas.write("refused", "");
    calls.awaitMore();
    start();
    awaitMoreAlerts();
    endAfterTheLastCall();
    assertEquals(1, eyas.count("err",
        "The system calls that lasting recorded while no process read them are lost: the rings are gone; mend them"));
    assertTrue(alerts().get(before).call() > alerts().get(before - 1).call() + SOME, "a gap");
    assertEquals(0, eyas.count("err", CONTINUED));
  }
}
