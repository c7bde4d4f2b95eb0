package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.FdSnapshot;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.StateCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {
  private static final long TID = Machine.SHELL;
  private final Machine machine = new Machine();

  @Test
  void openFilesADescriptorUnderItsAbsolutePath() {
    int flags = 1 | ScapFlags.OPEN_UPPER_LAYER;
    LoopEvent event = machine.begin(TID, "SYSCALL_OPENAT_2_X", 3, -100, "../etc/./passwd", flags, 0, 2049, 4711);
    FdInfo fd = event.fd();
    assertEquals("/srv/etc/passwd", fd.name().toString());
    assertEquals("../etc/./passwd", fd.nameRaw().toString());
    assertEquals(FdType.FILE, fd.type());
    assertEquals(3, fd.number());
    assertEquals(flags, fd.openFlags());
    assertEquals(2049, fd.dev());
    assertEquals(4711, fd.inode());
    assertTrue(fd.upperLayer());
    assertFalse(fd.lowerLayer());
    assertTrue(fd.nameChanged());
    machine.finish();
    assertFalse(machine.did(TID, "SYSCALL_READ_X", 1, "x".getBytes(), 3, 1).fd().nameChanged());
  }

  @Test
  void relativePathsStartAtTheirDirectory() {
    machine.opened(TID, 3, "/var/log", ScapFlags.OPEN_DIRECTORY);
    assertEquals(FdType.DIRECTORY, machine.thread(TID).descriptors().fd(3).type());
    FdInfo inDirectory = machine.did(TID, "SYSCALL_OPENAT_2_X", 4, 3, "syslog", 1, 0, 0, 0).fd();
    assertEquals("/var/log/syslog", inDirectory.name().toString());
    FdInfo unknown = machine.did(TID, "SYSCALL_OPENAT2_X", 5, 77, "x", 1, 0, 0, 0, 0).fd();
    assertEquals("<UNKNOWN>/x", unknown.name().toString());
    FdInfo absolute = machine.did(TID, "SYSCALL_OPENAT_2_X", 6, 77, "/x", 1, 0, 0, 0).fd();
    assertEquals("/x", absolute.name().toString());
  }

  @Test
  void creatReportsTheOverlayLayerInItsOwnFlags() {
    FdInfo fd = machine.did(TID, "SYSCALL_CREAT_X", 3, "new", 0644, 1, 2, 1).fd();
    assertEquals("/srv/shop/new", fd.name().toString());
    assertTrue(fd.upperLayer());
  }

  @Test
  void aFailedOpenFilesNothing() {
    LoopEvent event = machine.did(TID, "SYSCALL_OPENAT_2_X", -2, -100, "/no", 1, 0, 0, 0);
    assertFalse(event.fd().known());
    assertEquals(-1, event.fd().number());
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, 0xffff_ffffL, 1L << 32, (1L << 32) + 3, Long.MAX_VALUE, 0x7fff_ffff_8000_0000L})
  void aNumberThatNoKernelGivesOutFilesNothing(long number) {
    machine.opened(TID, 3, "/etc/hosts", 1);
    StateCounts.Table before = machine.state.counts().descriptors();
    for (LoopEvent event : List.of(
        machine.opened(TID, number, "/etc/shadow", 1),
        machine.did(TID, "SYSCALL_DUP_1_X", number, 3),
        machine.did(TID, "SYSCALL_PIPE_X", 0, number, number + 1, 77),
        machine.did(TID, "SYSCALL_EPOLL_CREATE_X", number, 1),
        machine.did(TID, "SYSCALL_MEMFD_CREATE_X", number, "m", 0),
        machine.did(TID, "SOCKET_SOCKET_X", number, 2, 1, 0))) {
      assertFalse(event.fd().known());
    }
    assertEquals(before, machine.state.counts().descriptors());
    assertEquals("/etc/hosts", machine.thread(TID).descriptors().fd(3).name().toString());
  }

  @Test
  void theEnterEventOfAnOpenHasPriorityOverItsExitEvent() {
    machine.did(TID, "SYSCALL_OPENAT_2_E", -100, "/etc/shadow", 1, 0);
    FdInfo fd = machine.did(TID, "SYSCALL_OPENAT_2_X", 3, -100, "/tmp/harmless", ScapFlags.OPEN_CREATED, 0, 0, 0).fd();
    assertEquals("/etc/shadow", fd.name().toString());
    assertEquals(ScapFlags.OPEN_CREATED | 1, fd.openFlags());
    assertEquals("/tmp/b", machine.opened(TID, 4, "/tmp/b", 1).fd().name().toString());
  }

  @Test
  void aFailedOpenHasNoDescriptorAfterAnOpenThatWasReportedAtItsEntry() {
    machine.did(TID, "SYSCALL_OPENAT_2_E", -100, "/etc/shadow", 1, 0);
    assertEquals(3, machine.did(TID, "SYSCALL_OPENAT_2_X", 3, -100, "/etc/shadow", 1, 0, 0, 0).fd().number());
    FdInfo none = machine.did(TID, "SYSCALL_OPENAT_2_X", -2, -100, "/etc/missing", 1, 0, 0, 0).fd();
    assertEquals(-1, none.number());
    assertFalse(none.known());
  }

  @Test
  void aDescriptorExistsWhileRulesEvaluateItsClose() {
    machine.opened(TID, 3, "/etc/hosts", 1);
    assertEquals("/etc/hosts", machine.begin(TID, "SYSCALL_CLOSE_X", 0, 3).fd().name().toString());
    machine.finish();
    assertFalse(machine.thread(TID).descriptors().fd(3).known());
    LoopEvent again = machine.did(TID, "SYSCALL_CLOSE_X", -9, 3);
    assertEquals(3, again.fd().number());
  }

  @Test
  void closeRangeClosesOrMarks() {
    for (int fd = 3; fd < 9; fd++) {
      machine.opened(TID, fd, "/f" + fd, 1);
    }
    machine.did(TID, "SYSCALL_CLOSE_RANGE_X", 0, 7, 4294967295L, 0);
    assertEquals(4, machine.thread(TID).descriptors().fdCount());
    machine.did(TID, "SYSCALL_CLOSE_RANGE_X", 0, 3, 4, ScapFlags.CLOSE_RANGE_CLOEXEC);
    machine.executed(TID, "cat", "", "/bin/cat");
    assertEquals(2, machine.thread(TID).descriptors().fdCount());
    assertTrue(machine.thread(TID).descriptors().fd(5).known());
  }

  @Test
  void aDescriptorThatCloseRangeClosedIsGoneEvenIfTheLastEventUsedIt() {
    machine.opened(TID, 40, "/new", 1);
    machine.opened(TID, 30, "/old", 1);
    machine.did(TID, "SYSCALL_FSTAT_X", 0, 30);
    machine.did(TID, "SYSCALL_CLOSE_RANGE_X", 0, 30, 30, 0);
    assertFalse(machine.thread(TID).descriptors().fd(30).known());
    assertFalse(machine.begin(TID, "SYSCALL_DUP2_X", 40, 30, 40).fd().known());
    machine.finish();
    assertFalse(machine.thread(TID).descriptors().fd(30).known());
    assertEquals("/new", machine.thread(TID).descriptors().fd(40).name().toString());
  }

  @Test
  void copiesKeepTheNameAndDropCloseOnExec() {
    machine.opened(TID, 3, "/etc/hosts", 1 | ScapFlags.OPEN_CLOEXEC);
    LoopEvent dup = machine.begin(TID, "SYSCALL_DUP_1_X", 4, 3);
    assertEquals("/etc/hosts", dup.fd().name().toString());
    assertEquals(4, dup.fd().number());
    assertFalse(dup.fd().nameChanged());
    machine.finish();
    machine.did(TID, "SYSCALL_DUP2_X", 5, 3, 5);
    machine.did(TID, "SYSCALL_DUP3_X", 6, 3, 6, ScapFlags.OPEN_CLOEXEC);
    machine.did(TID, "SYSCALL_FCNTL_X", 7, 3, 1, 0);
    machine.did(TID, "SYSCALL_FCNTL_X", 8, 3, 26, 0);
    machine.did(TID, "SYSCALL_FCNTL_X", 0, 4, 3, 1);
    ProcessInfo process = machine.executed(TID, "cat", "", "/bin/cat").process();
    assertFalse(process.descriptors().fd(3).known());
    assertFalse(process.descriptors().fd(4).known());
    assertTrue(process.descriptors().fd(5).known());
    assertFalse(process.descriptors().fd(6).known());
    assertTrue(process.descriptors().fd(7).known());
    assertFalse(process.descriptors().fd(8).known());
  }

  @Test
  void aForkedTableIsItsOwn() {
    machine.opened(TID, 3, "/etc/hosts", 1);
    machine.cloned(200, TID, 200, 0);
    machine.did(TID, "SYSCALL_FCNTL_X", 0, 3, 3, 1);
    machine.opened(200, 4, "/tmp/child", 1);
    machine.did(200, "SYSCALL_CLOSE_X", 0, 3);
    assertEquals("/etc/hosts", machine.thread(TID).descriptors().fd(3).name().toString());
    assertFalse(machine.thread(TID).descriptors().fd(4).known());
    assertFalse(machine.thread(200).descriptors().fd(3).known());
    assertEquals(ScapFlags.OPEN_CLOEXEC | 1, machine.thread(TID).descriptors().fd(3).openFlags());
  }

  @Test
  void pipesAreTwoDescriptorsOfOneInode() {
    LoopEvent event = machine.did(TID, "SYSCALL_PIPE2_X", 0, 3, 4, 12345, ScapFlags.OPEN_CLOEXEC);
    assertEquals(4, event.fd().number());
    assertEquals(FdType.PIPE, machine.thread(TID).descriptors().fd(3).type());
    assertEquals(12345, machine.thread(TID).descriptors().fd(3).inode());
    assertEquals("", event.fd().name().toString());
  }

  @ParameterizedTest
  @CsvSource({
      "SYSCALL_EVENTFD2_X,EVENT", "SYSCALL_SIGNALFD4_X,SIGNALFD", "SYSCALL_TIMERFD_CREATE_X,TIMERFD",
      "SYSCALL_INOTIFY_INIT1_X,INOTIFY", "SYSCALL_EPOLL_CREATE1_X,EVENTPOLL", "SYSCALL_BPF_2_X,BPF",
      "SYSCALL_USERFAULTFD_X,USERFAULTFD", "SYSCALL_IO_URING_SETUP_X,IO_URING", "SYSCALL_EVENTFD_X,EVENT",
      "SYSCALL_SIGNALFD_X,SIGNALFD", "SYSCALL_INOTIFY_INIT_X,INOTIFY", "SYSCALL_EPOLL_CREATE_X,EVENTPOLL"
  })
  void callsThatReturnADescriptorFileIt(String id, FdType type) {
    assertEquals(type, machine.did(TID, id, 9).fd().type());
    assertTrue(machine.thread(TID).descriptors().fd(9).known());
    assertFalse(machine.did(Machine.INIT, id, -24).fd().known());
  }

  @Test
  void memoryFilesAndPidfdsHaveNames() {
    assertEquals("code", machine.did(TID, "SYSCALL_MEMFD_CREATE_X", 3, "code", 1).fd().name().toString());
    FdInfo pidfd = machine.did(TID, "SYSCALL_PIDFD_OPEN_X", 4, Machine.INIT, 0).fd();
    assertEquals("/proc/1", pidfd.name().toString());
    assertEquals(Machine.INIT, pidfd.pidfdPid());
    machine.opened(Machine.INIT, 8, "/etc/secret", 1);
    FdInfo taken = machine.did(TID, "SYSCALL_PIDFD_GETFD_X", 5, 4, 8, 0).fd();
    assertEquals("/etc/secret", taken.name().toString());
    machine.executed(TID, "cat", "", "/bin/cat");
    assertEquals(1, machine.thread(TID).descriptors().fdCount());
  }

  @Test
  void snapshotFilesWhatWasOpen() {
    machine.state.reports().onFd(
        TID, new FdSnapshot(0, FdType.FILE, 5, Text.of("/dev/null"), 3, 6, 0, FdSnapshot.Socket.NONE));
    FdInfo fd = machine.did(TID, "SYSCALL_WRITE_X", 1, "x".getBytes(), 0, 1).fd();
    assertEquals("/dev/null", fd.name().toString());
    assertEquals(6, fd.dev());
    assertFalse(fd.nameChanged());
  }

  @Test
  void openingAKnownPathAgainReusesTheText() {
    machine.opened(TID, 3, "/etc/hosts", 1);
    long added = machine.state.counts().descriptors().added();
    for (int i = 0; i < 1000; i++) {
      machine.opened(TID, 4, "/etc/hosts", 1);
      machine.did(TID, "SYSCALL_CLOSE_X", 0, 4);
    }
    assertEquals(added + 1000, machine.state.counts().descriptors().added());
    assertEquals(1, machine.state.counts().descriptors().present());
    assertTrue(machine.thread(TID).descriptors().fd(3).name() == machine.opened(TID, 5, "/etc/hosts", 1).fd().name());
  }
}
