package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program while the kernel refuses it threads: during the start it ends and says why, later it goes on. */
class ThreadLimitTest {
  private static final String ENDED = ", because the kernel refuses another thread: ";
  private static final String OK = "\"status\": \"ok\"";
  private static final String REFUSED_LATER = "The kernel refused a thread: ";
  private static final int REFUSED = 4; // the exit code

  /** A JVM needs more threads; with fewer it prints an error of its own. */
  private static final int FEWEST = 17;

  @TempDir private Path folder;
  private PidsCgroup cgroup;
  private EyasRun eyas;

  @BeforeEach
  void limit() {
    cgroup = PidsCgroup.required();
    eyas = new EyasRun(() -> folder);
  }

  @AfterEach
  void close() {
    if (cgroup != null) {
      eyas.close();
      cgroup.close();
    }
  }

  private void start() throws IOException {
    eyas.start(
        cgroup.program("-o", "engine.kind=nodriver", "-o", "log_syslog=false", "-o", "webserver=" + eyas.webserver())
            .and("-o", "eyas.control.socket=" + folder.resolve("socket"), "-o", "eyas.audit.file=" + folder.resolve("audit"))
            .and("-o", "eyas.alert_history.directory=" + folder.resolve("history"), "-o",
                "eyas.evidence.file=" + folder.resolve("evidence"), "-r", "rules.yaml"));
  }

  // Returns whether it runs.
  private boolean startsWith(int threads) throws Exception {
    cgroup.limit(threads);
    start();
    ConditionWait.until(() -> !eyas.process().isAlive() || eyas.err().contains("Opening 'syscall' source"));
    boolean runs = eyas.process().isAlive();
    cgroup.unlimited();
    eyas.process().destroy();
    assertTrue(eyas.process().waitFor(60, TimeUnit.SECONDS), () -> threads + " threads: it does not end\n" + eyas.err());
    return runs;
  }

  private void assertEndsItself(int threads) throws IOException {
    List<String> lines = eyas.lines("err");
    if (threads >= FEWEST) {
      assertEquals(REFUSED, eyas.process().exitValue(), () -> threads + " threads: " + eyas.err());
      assertEquals(1, eyas.count("err", ENDED), eyas::err);
      assertEquals(1, eyas.count("err", "Error: "), eyas::err);
      assertEquals(0, eyas.count("err", "\tat "), eyas::err);
      boolean isLate = eyas.err().contains("Loading rules from"); // after the usual lines of a start
      assertTrue(isLate || lines.size() <= 5, () -> threads + " threads: " + eyas.err());
    } else {
      assertTrue(eyas.process().exitValue() != 0, () -> threads + " threads: " + eyas.err());
      assertTrue(lines.size() <= 10, () -> threads + " threads: " + eyas.err());
    }
  }

  @Test
  void aStartThatCannotCompleteEndsWithOneLine() throws Exception {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    int failed = 0;
    boolean runs = false;
    for (int threads = 8; !runs && threads < 120; threads += threads < FEWEST ? 8 : 5) {
      runs = startsWith(threads);
      if (!runs) {
        assertEndsItself(threads);
        failed++;
      }
    }
    assertTrue(runs, eyas::err);
    assertTrue(failed >= 5, "only " + failed + " starts failed");
  }

  private Program.Result health() throws IOException, InterruptedException {
    return Program.eyas("health", "--socket", folder.resolve("socket").toString()).run();
  }

  /** Sets the limit once more: threads of the start that ended in the meantime would leave room for others. */
  private boolean isLimited() throws IOException {
    cgroup.limitToCurrent();
    return true;
  }

  // No thread that ends leaves room for another one.
  private void limitToTheEnd() {
    try {
      while (isLimited() && eyas.process().isAlive()) {
        Thread.sleep(Duration.ofNanos(50_000));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void healthNamesTheProblemUntilThreadsCanBeCreatedAgain() throws Exception {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    start();
    eyas.await("the engine", () -> eyas.err().contains("Opening 'syscall' source") && eyas.get("/healthz").contains(OK));
    eyas.await("the problem", () -> isLimited() && eyas.get("/healthz").contains(REFUSED_LATER));
    for (int i = 0; i < 5; i++) {
      assertTrue(isLimited());
      assertTrue(health().out().contains(REFUSED_LATER), eyas::err);
    }
    cgroup.unlimited();
    eyas.await("health", () -> eyas.get("/healthz").contains(OK));
    assertEquals(0, health().exitCode(), eyas::err);
    assertEquals(1, eyas.count("err", "The kernel no longer refuses threads"), eyas::err);
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  @Test
  void alertsComeOutWhileThreadsAreRefusedAndItCanBeStopped() throws Exception {
    eyas.write("rules.yaml", CaptureFeed.RULE);
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.start(
          cgroup.program("-e", capture.pipe().toString(), "-U", "-o", "log_syslog=false", "-r", "rules.yaml")
              .and("-o", "eyas.control.socket=" + folder.resolve("socket"), "-o", "eyas.audit.file=" + folder.resolve("audit")));
      capture.open(eyas.process());
      capture.feed(1);
      eyas.await("out", "opened /f/", 1);
      eyas.await("the problem", () -> isLimited() && health().out().contains(REFUSED_LATER));
      capture.feed(10);
      eyas.await("out", "opened /f/", 11);
      Thread limiting = Thread.startVirtualThread(this::limitToTheEnd);
      Program.Result stop = Program.eyas("stop", "--socket", folder.resolve("socket").toString()).run();
      assertEquals(0, stop.exitCode(), stop::toString);
      eyas.awaitEnd();
      limiting.join();
    }
  }
}
