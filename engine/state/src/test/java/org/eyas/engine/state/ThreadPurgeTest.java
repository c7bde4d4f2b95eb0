package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class ThreadPurgeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int THREAD = ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES;

  private final Machine machine = new Machine();
  private final Kernel kernel = new Kernel();

  /** The threads of the machine, with their start times. */
  private static final class Kernel extends QuietCapture {
    final Map<Long, Long> threads = new HashMap<>();
    int questions;

    @Override
    public long startNanos(long pid, long tid) {
      questions++;
      return threads.getOrDefault(tid, NO_THREAD);
    }
  }

  ThreadPurgeTest() {
    kernel.threads.put(Machine.INIT, 0L);
    kernel.threads.put(Machine.SHELL, 0L);
    shellCalls();
    machine.state.maintainThreads(kernel);
  }

  private void shellCalls() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
  }

  /** Lets time pass and searches the whole table. */
  private void searchAfter(long seconds) {
    machine.at(machine.now() + seconds * SECOND);
    shellCalls();
    for (int step = 0; step < 100; step++) {
      machine.state.maintainThreads(kernel);
    }
  }

  @Test
  void aThreadWhoseExitWasLostIsRemovedAfterTheTimeout() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.opened(200, 3, "/etc/hosts", 1);
    searchAfter(31);
    assertTrue(machine.thread(200).known(), "it was seen half a minute ago");
    searchAfter(301);
    assertFalse(machine.thread(200).known());
    StateCounts counts = machine.state.counts();
    assertEquals(1, counts.threads().purged());
    assertEquals(counts.threads().present(), counts.threads().added() - counts.threads().removed());
    assertEquals(0, counts.descriptors().present());
  }

  @Test
  void aSilentThreadThatStillExistsStays() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    kernel.threads.put(200L, machine.now());
    searchAfter(1_000);
    assertTrue(machine.thread(200).known());
  }

  @Test
  void aThreadWhoseIdWasReusedIsRemoved() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    kernel.threads.put(200L, machine.now() + 900 * SECOND);
    searchAfter(1_000);
    assertFalse(machine.thread(200).known());
  }

  @Test
  void aThreadWithARecentEventIsNotLookedUp() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    searchAfter(290);
    int asked = kernel.questions;
    machine.at(machine.now() + 200 * SECOND);
    machine.did(200, "SYSCALL_GETUID_X", 0);
    searchAfter(101);
    assertTrue(machine.thread(200).known());
    assertEquals(asked + 1, kernel.questions, "only init is looked up");
  }

  @Test
  void everySearchRemovesPlaceholdersAndTheirNextEventAddsThem() {
    machine.did(777, "SYSCALL_GETUID_X", 0);
    assertTrue(machine.thread(777).known());
    searchAfter(31);
    assertFalse(machine.thread(777).known());
  }

  @Test
  void aMainThreadStaysUntilTheOtherThreadsOfItsProcessEnd() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(201, Machine.SHELL, 200, THREAD);
    kernel.threads.put(201L, machine.now());
    searchAfter(400);
    assertEquals(1, machine.thread(201).threads().threadCount());
    assertTrue(machine.thread(200).known());
    kernel.threads.remove(201L);
    searchAfter(400);
    assertFalse(machine.thread(200).known());
    assertFalse(machine.thread(201).known());
    StateCounts.Table threads = machine.state.counts().threads();
    assertEquals(threads.present(), threads.added() - threads.removed());
  }

  @Test
  void aLargeTableIsSearchedInSteps() {
    int processes = 10_000;
    for (int i = 0; i < processes; i++) {
      machine.cloned(1_000 + i, Machine.SHELL, 1_000 + i, 0);
    }
    machine.at(machine.now() + 31 * SECOND);
    shellCalls();
    machine.state.maintainThreads(kernel);
    machine.at(machine.now() + 400 * SECOND);
    shellCalls();
    int before = kernel.questions;
    machine.state.maintainThreads(kernel);
    assertTrue(kernel.questions - before <= 16, () -> kernel.questions - before + " questions in one step");
    for (int step = 0; step < processes; step++) {
      machine.state.maintainThreads(kernel);
    }
    assertEquals(2, machine.state.counts().threads().present());
  }

  @Test
  void nothingIsSearchedBeforeTheInterval() {
    machine.state.setLimits(new StateLimits(1_000, 10 * SECOND, SECOND));
    machine.cloned(200, Machine.SHELL, 200, 0);
    searchAfter(2);
    assertFalse(machine.thread(200).known(), "the first search comes at once if the interval is short");
    machine.cloned(201, Machine.SHELL, 201, 0);
    searchAfter(5);
    assertTrue(machine.thread(201).known());
    searchAfter(6);
    assertFalse(machine.thread(201).known());
  }
}
