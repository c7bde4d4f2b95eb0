package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.EventRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loading the probe before the capture is opened. */
class PreparedProbeLiveTest {
  private static final int CHDIR = 95;
  private static final CaptureRequest WANTED = new CaptureRequest(Set.of(CHDIR), Map.of());

  private final EbpfSource source = new EbpfSource();

  @BeforeEach
  void skipsWhereNothingCanBeLoadedAtAll() {
    LiveProbe.open(Set.of()).close();
  }

  @AfterEach
  void releasesWhatAFailedTestPrepared() {
    source.close();
  }

  private static boolean isLoaded() throws IOException {
    return !CaptureLiveTest.programs(ProcessHandle.current().pid()).isEmpty();
  }

  private static boolean isAttached() throws IOException {
    return CaptureLiveTest.infoLines(ProcessHandle.current().pid()).stream().anyMatch(line -> line.startsWith("link_type:"));
  }

  private static void await(boolean loaded) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (isLoaded() != loaded && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertEquals(loaded, isLoaded());
  }

  private static boolean tells(Capture capture) throws Exception {
    return tellsOf(new ProcessBuilder("sh", "-c", "cd /").start(), capture);
  }

  private static boolean tellsOf(Process shell, Capture capture) throws Exception {
    EventRecorder events = new EventRecorder();
    events.firstTid = shell.pid();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!hasChangedFolder(shell, events) && System.nanoTime() < end) {
      capture.poll(events, 1024);
    }
    return hasChangedFolder(shell, events);
  }

  private static boolean hasChangedFolder(Process shell, EventRecorder events) {
    return events.events.stream().anyMatch(event -> event.code() == CHDIR && event.tid() == shell.pid());
  }

  @Test
  void isOpenedAndGoesWithItsCapture() throws Exception {
    source.prepare(Map.of());
    await(true);
    Set<String> prepared = CaptureLiveTest.programs(ProcessHandle.current().pid());
    try (Capture capture = source.open(WANTED)) {
      Set<String> opened = CaptureLiveTest.programs(ProcessHandle.current().pid());
      assertTrue(opened.containsAll(prepared), "another probe was loaded");
      assertTrue(tells(capture));
    }
    await(false);
  }

  @Test
  void deliversCallsThatWereMadeBeforeTheCaptureWasOpened() throws Exception {
    source.prepare(Map.of());
    ConditionWait.until(PreparedProbeLiveTest::isAttached, () -> "the probe is not attached before it is opened");
    Process shell = new ProcessBuilder("sh", "-c", "cd /").start();
    shell.waitFor();
    try (Capture capture = source.open(WANTED)) {
      assertTrue(tellsOf(shell, capture));
    }
  }

  @Test
  void isNotOpenedWhereOtherProgramsAreWanted() throws Exception {
    source.prepare(Map.of("leave_out_programs", "signal_deliver"));
    try (Capture capture = source.open(WANTED)) {
      assertTrue(tells(capture));
    }
    await(false);
  }

  @Test
  void goesWithTheServiceWhereNobodyOpensIt() throws Exception {
    source.prepare(Map.of());
    source.close();
    await(false);
    source.prepare(Map.of());
    await(true);
    source.close();
    await(false);
  }
}
