package org.eyas.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.junit.jupiter.api.Test;

class LatecomersTest {
  private final Machine machine = new Machine();
  private final List<Long> asked = new ArrayList<>();
  private final List<String> enriched = new ArrayList<>();

  private static FdSnapshot file(long number, String path) {
    return new FdSnapshot(number, FdType.FILE, 9, Text.of(path), 1, 0, 0, FdSnapshot.Socket.NONE);
  }

  @Test
  void aThreadThatIsMetInTheMiddleIsLookedUpWithItsProcess() {
    machine.state.enrichers(List.of((process, out) -> enriched.add(process.comm().toString())));
    machine.state.latecomersFrom((tid, into) -> {
      asked.add(tid);
      into.onProcess(Machine.process(500, Machine.SHELL, "late"));
      into.onFd(500, file(3, "/srv/late"));
      into.onProcess(Machine.thread(501, 500, Machine.SHELL, "late", WireFlags.CLONE_THREAD | WireFlags.CLONE_FILES));
      return true;
    });
    machine.did(1, "SYSCALL_CHDIR_X", 0, "/");
    enriched.clear();
    LoopEvent event = machine.begin(501, "SYSCALL_READ_X", 1, new byte[] {1}, 3, 1);
    assertEquals("late", event.process().comm().toString());
    assertEquals("/srv/late", event.fd().name().toString());
    assertEquals("bash", event.process().parent().comm().toString());
    assertEquals(2, event.process().threadCount());
    machine.finish();
    machine.did(501, "SYSCALL_READ_X", 1, new byte[] {1}, 3, 1);
    assertEquals(List.of(501L), asked, "once is enough");
    assertEquals(List.of("late"), enriched);
  }

  @Test
  void whatIsKnownAlreadyStaysAsItIs() {
    machine.opened(Machine.SHELL, 3, "/etc/passwd", 1);
    machine.state.latecomersFrom((tid, into) -> {
      into.onProcess(Machine.process(Machine.SHELL, 1, "another"));
      into.onFd(Machine.SHELL, file(3, "/etc/other"));
      into.onProcess(Machine.thread(tid, Machine.SHELL, 1, "bash", WireFlags.CLONE_THREAD | WireFlags.CLONE_FILES));
      return true;
    });
    LoopEvent event = machine.begin(102, "SYSCALL_READ_X", 1, new byte[] {1}, 3, 1);
    assertEquals("/etc/passwd", event.fd().name().toString());
    assertEquals("bash", machine.thread(Machine.SHELL).comm().toString());
  }

  @Test
  void aThreadThatIsGoneIsAskedForOnceAndStandsInByItsId() {
    machine.state.latecomersFrom((tid, into) -> {
      asked.add(tid);
      return false;
    });
    machine.did(600, "SYSCALL_CHDIR_X", 0, "/");
    machine.did(600, "SYSCALL_CHDIR_X", 0, "/");
    assertEquals(List.of(600L), asked);
    assertTrue(machine.thread(600).known());
    assertEquals("<NA>", machine.thread(600).comm().toString());
  }

  @Test
  void lookingUpTakesABoundedPartOfTheTime() {
    machine.state.latecomersFrom((tid, into) -> {
      asked.add(tid);
      long until = System.nanoTime() + 15_000_000;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      return false;
    });
    long began = System.nanoTime();
    for (long tid = 1_000; tid < 1_100; tid++) {
      machine.did(tid, "SYSCALL_CHDIR_X", 0, "/");
    }
    long seconds = 1 + (System.nanoTime() - began) / 1_000_000_000L;
    assertTrue(asked.size() <= 2 * seconds + 1, asked.size() + " look-ups of 15 ms in " + seconds + " s");
    assertFalse(asked.isEmpty());
  }
}
