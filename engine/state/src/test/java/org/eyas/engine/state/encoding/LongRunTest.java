package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.state.process.ThreadState;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Problems of a long run: lost exit events, reused ids, threads first seen in the middle of their life, a full table. */
class LongRunTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int THREAD = ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES;

  private final Machine machine = new Machine();

  @AfterEach
  void noThreadAndNoDescriptorIsLostFromTheCounts() {
    StateCounts counts = machine.state.counts();
    assertEquals(counts.threads().present(), counts.threads().added() - counts.threads().removed());
    long[] open = {0};
    machine.state.forEachThread(thread -> open[0] += ((ThreadState) thread).ownFds().size());
    assertEquals(open[0], counts.descriptors().present());
  }

  @Test
  void aProcessWhoseIdComesBackTakesItsStaleThreadsWithIt() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(201, Machine.SHELL, 200, THREAD);
    machine.opened(200, 3, "/etc/shadow", 1);
    machine.at(machine.now() + 10 * SECOND);
    machine.cloned(200, Machine.INIT, 200, 0);
    assertFalse(machine.thread(201).known());
    assertEquals(1, machine.thread(200).threads().threadCount());
    assertFalse(machine.thread(200).descriptors().fd(3).known());
  }

  @Test
  void aParentsEventReplacesAThreadThatIsNotItsChild() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(300, Machine.INIT, 300, 0);
    machine.at(machine.now() + 10 * SECOND);
    machine.cloned(200, 300, Machine.INIT, 300, 0);
    assertEquals(300, machine.thread(200).ids().ptid());
  }

  @Test
  void aParentsLateEventLeavesItsOwnChildAlone() {
    ProcessInfo child = machine.cloned(200, Machine.SHELL, 200, 0).process();
    machine.executed(200, "/bin/ls", "-l", "/usr/bin/ls");
    machine.at(machine.now() + 10 * SECOND);
    machine.cloned(200, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    assertEquals("ls", machine.thread(200).program().comm().toString());
    assertTrue(child.known());
  }

  @Test
  void anExecOfAThreadWhoseIdIsNowAProcessLeavesTheOldProcess() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    assertEquals(2, machine.thread(Machine.SHELL).threads().threadCount());
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    machine.executed(201, "/bin/ls", "-l", "/usr/bin/ls");
    ProcessInfo process = machine.thread(201);
    assertEquals(201, process.pid());
    assertTrue(process.threads().mainThread());
    assertEquals(1, process.threads().threadCount());
    assertEquals(1, machine.thread(Machine.SHELL).threads().threadCount());
    assertFalse(process.descriptors().fd(3).known());
    machine.opened(201, 4, "/tmp/x", 1);
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(4).known());
  }

  @Test
  void aSecondExitOfADeadMainThreadChangesNothing() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.did(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.did(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertTrue(machine.thread(Machine.SHELL).known());
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(1, machine.state.counts().threads().present());
  }

  @Test
  void threadsOfAMainThreadThatIsNotKnownAreOneProcess() {
    machine.found(Machine.thread(501, 500, Machine.INIT, "java", THREAD));
    machine.found(Machine.thread(502, 500, Machine.INIT, "java", THREAD));
    machine.did(501, "SYSCALL_GETUID_X", 0);
    assertEquals(2, machine.thread(502).threads().threadCount());
    machine.did(501, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(1, machine.thread(502).threads().threadCount());
    machine.did(502, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.cloned(500, Machine.INIT, 500, 0);
    assertEquals(1, machine.thread(500).threads().threadCount());
  }

  @Test
  void aFullTableAddsNoThreadsAndEventsAreStillProcessed() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    machine.state.setLimits(new StateLimits(3, SECOND, SECOND));
    machine.cloned(200, Machine.SHELL, 200, 0);
    LoopEvent clone = machine.cloned(201, Machine.SHELL, 201, 0);
    assertFalse(clone.process().known());
    assertEquals(201, clone.process().tid());
    LoopEvent open = machine.opened(201, 3, "/etc/hosts", 1);
    assertFalse(open.process().known());
    StateCounts counts = machine.state.counts();
    assertEquals(3, counts.threads().present());
    assertEquals(1, counts.threads().turnedAway());
    assertEquals(1, counts.byName().get("n_drops_full_threadtable"));
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.cloned(202, Machine.SHELL, 202, 0);
    assertTrue(machine.thread(202).known());
  }

  @Test
  void aSnapshotIsLimitedToo() {
    machine.state.setLimits(new StateLimits(3, SECOND, SECOND));
    machine.found(Machine.process(200, Machine.INIT, "a"));
    machine.found(Machine.process(201, Machine.INIT, "b"));
    machine.found(Machine.process(200, Machine.INIT, "c"));
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    assertEquals(3, machine.state.counts().threads().present());
    assertEquals("c", machine.thread(200).program().comm().toString());
    assertEquals(1, machine.state.counts().threads().turnedAway());
  }

  @Test
  void anUnknownThreadIsLookedUpOnTheMachineOnce() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    Here here = new Here();
    machine.state.setMachine(here);
    LoopEvent event = machine.did(601, "SYSCALL_READ_X", 1, "x".getBytes(), 3, 1);
    assertEquals("server", event.process().program().comm().toString());
    assertEquals(600, event.process().pid());
    assertEquals("/var/lib/db", event.fd().name().toString());
    assertEquals("bash", event.process().leader().parent().program().comm().toString());
    assertEquals(2, event.process().threads().threadCount());
    machine.did(999, "SYSCALL_GETUID_X", 0);
    machine.did(999, "SYSCALL_GETUID_X", 0);
    assertEquals(List.of(601L, 600L, 999L), here.asked);
    assertNotEquals("server", machine.thread(999).program().comm().toString());
  }

  /** A machine with a process 600 that has a second thread. */
  private static final class Here extends QuietCapture {
    final List<Long> asked = new ArrayList<>();

    @Override
    public void reportThread(long tid, StateSink into) {
      asked.add(tid);
      if (tid == 600) {
        into.onProcess(Machine.process(600, Machine.SHELL, "server"));
        into.onFd(
            600, new FdSnapshot(3, FdType.FILE, 5, Text.of("/var/lib/db"), 1, 6, 0, FdSnapshot.Socket.NONE));
      } else if (tid == 601) {
        into.onProcess(Machine.thread(601, 600, Machine.SHELL, "server", THREAD));
      }
    }
  }
}
