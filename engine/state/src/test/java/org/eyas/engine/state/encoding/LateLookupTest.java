package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads for which there was no time at their first events. */
class LateLookupTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PARENT = 500;
  private static final long LEADER = 600;
  private static final long THREAD = 601;
  private static final AttachmentKey<String> COLOR = new AttachmentKey<>("color", String.class);

  private final Machine machine = new Machine();
  private final Here here = new Here();

  /** A machine with a process that has two threads and a parent; a lookup of anything else takes long. */
  private final class Here extends QuietCapture {
    private final List<Long> asked = new ArrayList<>();
    private long nanos = 5;

    @Override
    public void reportThread(long tid, StateSink into) {
      asked.add(tid);
      if (tid == PARENT) {
        into.onProcess(Machine.process(PARENT, Machine.SHELL, "supervisor"));
      } else if (tid == LEADER) {
        into.onProcess(Machine.process(LEADER, PARENT, "server"));
        into.onFd(LEADER, file(3, "/var/lib/db"));
        into.onFd(LEADER, file(5, "/opened/later"));
      } else if (tid == THREAD) {
        into.onProcess(Machine.thread(THREAD, LEADER, PARENT, "worker", ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES));
      } else {
        nanos += SECOND / 10;
      }
    }

    private static FdSnapshot file(long number, String path) {
      return new FdSnapshot(number, FdType.FILE, 5, Text.of(path), 1, 6, 0, FdSnapshot.Socket.NONE);
    }
  }

  @BeforeEach
  void spendTheTime() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    machine.state.setEnrichers(List.of((process, out) -> out.put(COLOR, "red")));
    machine.state.setMachine(here, () -> here.nanos);
    machine.did(999, "SYSCALL_GETUID_X", 0);
  }

  private void catchUp() {
    here.nanos += SECOND;
    machine.state.maintainThreads(here);
  }

  @Test
  void aThreadIsCompletedWithItsProcessAndItsParents() {
    machine.did(THREAD, "SYSCALL_GETUID_X", 0);
    machine.did(LEADER, "SYSCALL_GETUID_X", 0);
    assertEquals("<NA>", name(machine.thread(THREAD)));
    machine.state.maintainThreads(here);
    assertEquals("<NA>", name(machine.thread(THREAD)), "there is no time yet");
    catchUp();
    ProcessInfo thread = machine.thread(THREAD);
    assertEquals("worker", name(thread));
    assertEquals("server", name(thread.leader()));
    assertEquals("supervisor", name(thread.leader().parent()));
    assertEquals("bash", name(thread.leader().parent().parent()));
    assertEquals("red", thread.attachment(COLOR));
    assertEquals(List.of(999L, THREAD, LEADER, PARENT), here.asked);
  }

  @Test
  void descriptorsOfEarlierEventsStay() {
    machine.opened(THREAD, 5, "/opened/before", 1);
    machine.opened(THREAD, 70, "/opened/high", 1);
    catchUp();
    assertEquals("/opened/before", descriptor(5));
    assertEquals("/opened/high", descriptor(70));
    assertEquals("/var/lib/db", descriptor(3));
    machine.did(THREAD, "SYSCALL_CLOSE_X", 0, 5);
    assertFalse(machine.thread(LEADER).descriptors().fd(5).known());
  }

  @Test
  void aThreadThatHasEndedIsNotLookedUp() {
    machine.did(THREAD, "SYSCALL_GETUID_X", 0);
    machine.did(THREAD, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    catchUp();
    assertEquals(List.of(999L), here.asked);
  }

  private static String name(ProcessInfo process) {
    return process.program().comm().toString();
  }

  private String descriptor(long number) {
    return machine.thread(THREAD).descriptors().fd(number).name().toString();
  }
}
