package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.encoding.ScapFlags;
import org.junit.jupiter.api.Test;

class ChildProcessesTest {
  private static final int THREAD = ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES;
  private final Machine machine = new Machine();

  private List<Long> childrenOfShell(int most) {
    ProcessInfo shell = machine.thread(Machine.SHELL);
    return ChildProcesses.children(shell, most).stream().map(ProcessInfo::pid).toList();
  }

  @Test
  void theChildrenOfAProcessAreFoundTheNewestFirst() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    assertEquals(List.of(), childrenOfShell(10));
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(201, Machine.SHELL, 201, 0);
    machine.cloned(202, Machine.SHELL, Machine.SHELL, THREAD);
    assertEquals(List.of(201L, 200L), childrenOfShell(10), "processes, not threads");
    assertEquals(List.of(201L), childrenOfShell(1));
  }

  /** What is answered about threads must not outlive that: its relatives were unknown. */
  @Test
  void aThreadOfWhichOnlyTheIdWasKnownIsCountedWhenAnEventCompletesIt() {
    machine.did(999, "SYSCALL_GETUID_X", 0);
    long before = machine.state.otherChanges();
    machine.cloned(200, Machine.SHELL, 200, 0);
    assertEquals(before, machine.state.otherChanges(), "a new thread is none of them");
    machine.cloned(1_000, 999, Machine.SHELL, 999, 0);
    assertEquals(Machine.SHELL, machine.thread(999).parent().pid());
    assertEquals(before + 1, machine.state.otherChanges());
  }

  /** The kernel has passed on the children without an event: the probe saw a thread without relatives end. */
  @Test
  void childrenThatTheKernelHasAlreadyPassedOnAreCounted() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(201, 200, 200, THREAD);
    machine.cloned(300, 201, 300, 0);
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 200);
    assertEquals(200, machine.thread(300).parent().pid());
    long before = machine.state.otherChanges();
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(before + 1, machine.state.otherChanges());
    machine.cloned(400, Machine.SHELL, 400, 0);
    machine.did(400, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(before + 1, machine.state.otherChanges(), "a thread without children is none of them");
  }
}
