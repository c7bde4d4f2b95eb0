package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.kernel.ProcessorAffinity;
import org.eyas.driver.ptrace.trace.Tracee.Birth;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessorPlacementTest {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Arena arena = Arena.ofShared();
  private final TraceeTable tracees = new TraceeTable();
  private final ProcessorPlacement placement = new ProcessorPlacement(tracees, ProcessSignals.thread(), 0);
  private Process process;
  private int tid;
  private BitSet before;
  private long now;

  @BeforeEach
  void severalProcessors() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "skipped: this machine has one processor");
  }

  /** Starts a program, and waits until it sleeps (S) or runs (R). */
  private void start(String script, char state) throws IOException {
    process = new ProcessBuilder("sh", "-c", script).start();
    tid = (int) process.pid();
    Path stat = Path.of("/proc/" + tid + "/stat");
    ConditionWait.until(() -> Files.readString(stat).contains("(sh) " + state));
    before = ProcessorAffinity.of(tid).orElseThrow();
    tracees.add(new Tracee(tid, tid, Birth.STARTED, new ProcessMemory(arena)));
  }

  @AfterEach
  void end() throws InterruptedException {
    placement.separate();
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    arena.close();
  }

  private void pass(int stopsPerSecond) {
    pass(stopsPerSecond, 0);
  }

  private void pass(int stopsPerSecond, int stopped) {
    for (int i = 0; i < stopsPerSecond / 10; i++) {
      placement.stopped(stopped);
    }
    now += WINDOW_NANOS;
    placement.reconsider(now);
  }

  @Test
  void manyStopsPutAllOnOneProcessorAndFewGiveTheOthersBack() throws IOException {
    start("read line", 'S');
    pass(4_000);
    assertFalse(placement.isShared());
    pass(8_000);
    assertTrue(placement.isShared());
    assertEquals(1, ProcessorAffinity.of(tid).orElseThrow().cardinality());
    assertEquals(ProcessorAffinity.of(tid), ProcessorAffinity.of(ProcessSignals.thread()));
    pass(8_000);
    assertTrue(placement.isShared());
    pass(500);
    assertFalse(placement.isShared());
    assertEquals(before, ProcessorAffinity.of(tid).orElseThrow());
    assertEquals(before, ProcessorAffinity.of(ProcessSignals.thread()).orElseThrow());
  }

  @Test
  void aThreadThatWaitsForTheProcessorGetsAnother() throws IOException {
    start("while :; do :; done", 'R');
    pass(8_000);
    assertTrue(placement.isShared());
    pass(8_000);
    assertFalse(placement.isShared());
    assertEquals(before, ProcessorAffinity.of(tid).orElseThrow());
    pass(8_000);
    assertTrue(placement.isShared(), "the first break is 100 ms");
    pass(8_000);
    pass(8_000);
    assertFalse(placement.isShared(), "the second break is longer");
  }

  @Test
  void theThreadThatWasJustResumedDoesNotWait() throws IOException {
    start("while :; do :; done", 'R');
    pass(8_000, tid);
    assertTrue(placement.isShared());
    pass(8_000, tid);
    assertTrue(placement.isShared());
  }

  @Test
  void aChoiceOfTheProgramIsKept() throws IOException {
    start("read line", 'S');
    pass(8_000);
    BitSet shared = ProcessorAffinity.of(tid).orElseThrow();
    BitSet other = (BitSet) before.clone();
    other.andNot(shared);
    ProcessorAffinity.set(tid, other);
    placement.separate();
    assertEquals(other, ProcessorAffinity.of(tid).orElseThrow());
  }
}
