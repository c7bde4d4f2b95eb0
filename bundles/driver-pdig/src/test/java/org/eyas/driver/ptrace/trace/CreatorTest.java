package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import org.eyas.driver.ptrace.kernel.ProcessMemory;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.eyas.driver.ptrace.trace.Tracee.Birth;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads can still report that they created a child. */
class CreatorTest {
  private final Arena arena = Arena.ofShared();
  private final TraceeTable tracees = new TraceeTable();
  private final Process process;
  private final int parent;

  /** A shell that waits for its child. */
  CreatorTest() throws IOException {
    process = new ProcessBuilder("sh", "-c", "sleep 300; true").start();
    parent = (int) process.pid();
    ConditionWait.until(() -> process.children().findAny().isPresent() && ThreadStat.of(parent).state() == 'S');
    tracees.add(tracee(parent, parent, Birth.STARTED));
  }

  @AfterEach
  void end() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    arena.close();
  }

  private Tracee tracee(int tid, int pid, Birth birth) {
    return new Tracee(tid, pid, birth, new ProcessMemory(arena));
  }

  private Tracee newborn(long tid) {
    return tracee((int) tid, (int) tid, Birth.UNANNOUNCED);
  }

  @Test
  void aParentThatSleepsHasNothingToReport() {
    Tracee child = newborn(process.children().findAny().orElseThrow().pid());
    assertFalse(tracees.canHaveCreatorOf(child));
  }

  @Test
  void aThreadOfTheParentThatRunsCanReport() {
    int self = (int) ProcessHandle.current().pid();
    Tracee child = newborn(parent);
    assertFalse(tracees.canHaveCreatorOf(child));
    tracees.add(tracee(ProcessSignals.thread(), self, Birth.STARTED));
    assertTrue(tracees.canHaveCreatorOf(child));
  }

  @Test
  void aThreadThatIsNotRelatedCannotReport() {
    tracees.add(tracee(ProcessSignals.thread(), (int) ProcessHandle.current().pid(), Birth.STARTED));
    assertFalse(tracees.canHaveCreatorOf(newborn(process.children().findAny().orElseThrow().pid())));
  }
}
