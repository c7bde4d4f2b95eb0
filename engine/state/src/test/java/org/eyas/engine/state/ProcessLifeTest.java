package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.process.ProcessInfo;
import org.junit.jupiter.api.Test;

class ProcessLifeTest {
  private static final int THREAD = WireFlags.CLONE_THREAD | WireFlags.CLONE_FILES;
  private final Machine machine = new Machine();

  @Test
  void snapshotFillsAProcess() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    ProcessInfo shell = machine.thread(Machine.SHELL);
    assertEquals("bash", shell.comm().toString());
    assertEquals("-l x y", shell.args().toString());
    assertEquals("bash -l x y", shell.cmdline().toString());
    assertEquals(2, shell.argCount());
    assertEquals("/srv/shop/", shell.cwd().toString());
    assertEquals("cpu=/a\0memory=/b\0blkio=/c\0", shell.rawCgroups().toString());
    assertEquals("init", shell.parent().comm().toString());
    assertEquals(1, shell.threadCount());
    assertEquals(1000, shell.loginuid());
    assertTrue(shell.exeWritable());
    assertFalse(machine.thread(Machine.INIT).parent().known());
  }

  @Test
  void childInheritsFromItsParent() {
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    ProcessInfo child = machine.cloned(200, Machine.SHELL, 200, 0).process();
    assertEquals(200, child.pid());
    assertEquals(Machine.SHELL, child.ptid());
    assertEquals("/usr/bin/bash", child.exepath().toString());
    assertEquals("/srv/shop/", child.cwd().toString());
    assertEquals("HOME=/root\0A=b\0", child.rawEnv().toString());
    assertEquals("/etc/hosts", child.fd(3).name().toString());
    assertEquals(1000, child.loginuid());
    assertEquals(Machine.CAPABILITIES, child.capEffective());
    assertEquals(34816, child.tty());
    assertEquals(2048, child.fdLimit());
    assertEquals(30, child.vmSizeKb());
    assertEquals(machine.now(), child.startNanos());
    assertEquals(Machine.BOOT, child.pidNamespaceStartNanos());
    assertEquals("cpu=/a\0", child.rawCgroups().toString());
  }

  @Test
  void parentsEventAfterTheChildsChangesNothing() {
    ProcessInfo child = machine.cloned(200, Machine.SHELL, 200, 0).process();
    machine.cloned(200, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    assertSame(child, machine.thread(200));
  }

  @Test
  void parentsEventCreatesTheChildIfItComesFirst() {
    machine.cloned(200, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    ProcessInfo child = machine.thread(200);
    assertEquals(Machine.SHELL, child.ptid());
    assertEquals(200, child.vpid());
    machine.cloned(200, Machine.SHELL, 200, 0);
    assertSame(child, machine.thread(200));
  }

  @Test
  void parentsEventDoesNotReviveAChildThatIsGone() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.cloned(200, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    assertFalse(machine.thread(200).known());
  }

  @Test
  void aNewThreadReplacesAStaleOneWithItsId() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.at(machine.now() + 3_000_000_000L);
    machine.cloned(200, Machine.INIT, 200, 0);
    assertEquals(Machine.INIT, machine.thread(200).ptid());
  }

  @Test
  void namespacedChildKnowsBothIdsAndIsLeftToItsOwnEvent() {
    long flags = WireFlags.CHILD_IN_PIDNS;
    machine.cloned(7, Machine.SHELL, Machine.INIT, Machine.SHELL, flags);
    assertFalse(machine.thread(7).known());
    LoopEvent event =
        machine.did(
            300, "SYSCALL_CLONE_20_X", 0, "bash", "".getBytes(), 300, 300, Machine.SHELL, "", 10, 0, 0, 0, 0, 0, "bash",
            "".getBytes(), flags, 5, 6, 7, 7, 50);
    assertEquals(7, event.process().vtid());
    assertEquals(7, event.process().vpid());
    assertEquals(5, event.process().uid());
    assertEquals(6, event.process().gid());
    assertEquals(Machine.BOOT + 50, event.process().pidNamespaceStartNanos());
  }

  @Test
  void threadsShareWhatTheirProcessHas() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    ProcessInfo thread = machine.thread(201);
    assertEquals(Machine.SHELL, thread.pid());
    assertSame(machine.thread(Machine.SHELL), thread.leader());
    assertEquals(2, thread.threadCount());
    assertEquals(1, thread.childThreadCount());
    machine.opened(201, 5, "/tmp/x", 1);
    assertEquals("/tmp/x", machine.thread(Machine.SHELL).fd(5).name().toString());
    machine.did(201, "SYSCALL_CHDIR_X", 0, "sub");
    assertEquals("/srv/shop/sub/", machine.thread(Machine.SHELL).cwd().toString());
    assertEquals("HOME=/root\0A=b\0", thread.rawEnv().toString());
  }

  @Test
  void aMainThreadStaysUntilItsLastThreadHasGone() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.did(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertTrue(machine.thread(Machine.SHELL).known());
    assertEquals(1, machine.thread(201).threadCount());
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertFalse(machine.thread(Machine.SHELL).known());
    assertFalse(machine.thread(201).known());
  }

  @Test
  void aProcessExistsWhileRulesEvaluateItsExit() {
    LoopEvent event = machine.begin(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals("bash", event.process().comm().toString());
    assertEquals(0, event.process().threadCount());
    machine.finish();
    assertFalse(machine.thread(Machine.SHELL).known());
  }

  @Test
  void orphansGoToTheReaperTheKernelNames() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(300, 200, 300, 0);
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, Machine.SHELL);
    assertEquals(Machine.SHELL, machine.thread(300).ptid());
  }

  @Test
  void orphansGoToASubreaperIfTheKernelNamesNoReaper() {
    machine.did(Machine.SHELL, "SYSCALL_PRCTL_X", 0, 36, "", 1);
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(300, 200, 300, 0);
    machine.cloned(400, 300, 400, 0);
    machine.did(300, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(Machine.SHELL, machine.thread(400).ptid());
  }

  @Test
  void execReplacesTheProgram() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.opened(200, 3, "/etc/kept", 1);
    machine.opened(200, 4, "/etc/closed", 1 | WireFlags.OPEN_CLOEXEC);
    ProcessInfo process = machine.executed(200, "/usr/bin/cat", "-n\0file", "/usr/bin/cat (deleted)").process();
    assertEquals("cat", process.comm().toString());
    assertEquals("cat -n file", process.cmdline().toString());
    assertEquals("/usr/bin/cat", process.exepath().toString());
    assertEquals("PATH=/bin\0", process.rawEnv().toString());
    assertEquals("cpu=/new\0", process.rawCgroups().toString());
    assertEquals(3, process.tty());
    assertEquals(42, process.vpgid());
    assertEquals(43, process.pgid());
    assertEquals(1001, process.loginuid());
    assertEquals(1000, process.uid());
    assertEquals(1002, process.gid());
    assertEquals(1, process.capInheritable());
    assertEquals(3, process.capEffective());
    assertEquals(99, process.exeInode());
    assertTrue(process.exeFromMemfd());
    assertFalse(process.exeUpperLayer());
    assertTrue(process.fd(3).known());
    assertFalse(process.fd(4).known());
    assertEquals("/etc/closed", machine.opened(200, 4, "/etc/closed", 1).fd().name().toString());
  }

  @Test
  void execEndsAllOtherThreads() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.executed(Machine.SHELL, "cat", "", "/bin/cat");
    assertFalse(machine.thread(201).known());
    assertEquals(1, machine.thread(Machine.SHELL).threadCount());
  }

  @Test
  void failedCallsChangeNothing() {
    machine.did(Machine.SHELL, "SYSCALL_EXECVE_19_X", -2, "nothing");
    machine.cloned(-11, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    assertEquals("bash", machine.thread(Machine.SHELL).comm().toString());
    assertEquals(2, machine.state.counts().threads().present());
  }

  @Test
  void anUnknownThreadGetsAPlaceholderThatACloneCompletes() {
    ProcessInfo stranger = machine.opened(900, 3, "etc", 1).process();
    assertEquals("<NA>", stranger.comm().toString());
    assertEquals(-1, stranger.pid());
    assertEquals("./etc", stranger.fd(3).name().toString());
    machine.cloned(901, 900, Machine.INIT, 900, 0);
    assertEquals("bash", stranger.comm().toString());
    assertEquals(900, stranger.pid());
    assertEquals(900, machine.thread(901).ptid());
  }

  @Test
  void theExitOfAnUnknownThreadCreatesNoPlaceholder() {
    assertFalse(machine.did(900, "PROCEXIT_1_E", 0, 0, 0, 0, 0).process().known());
    assertEquals(900, machine.did(900, "PROCEXIT_1_E", 0, 0, 0, 0, 0).process().tid());
    assertEquals(2, machine.state.counts().threads().present());
  }

  @Test
  void identityCapabilitiesSessionAndLimitsFollowTheirCalls() {
    long tid = Machine.SHELL;
    ProcessInfo shell = machine.did(tid, "SYSCALL_SETUID_X", 0, 7).process();
    assertEquals(7, shell.uid());
    machine.did(tid, "SYSCALL_SETRESUID_X", 0, 1, 2, 3);
    assertEquals(2, shell.uid());
    machine.did(tid, "SYSCALL_SETREUID_X", 0, 1, -1);
    assertEquals(2, shell.uid());
    machine.did(tid, "SYSCALL_SETRESGID_X", 0, 1, 5, 3);
    assertEquals(5, shell.gid());
    machine.did(tid, "SYSCALL_SETGID_X", -1, 9);
    assertEquals(5, shell.gid());
    machine.did(tid, "SYSCALL_CAPSET_X", 0, 1, 2, 4);
    assertEquals(4, shell.capEffective());
    machine.did(tid, "SYSCALL_UNSHARE_X", 0, WireFlags.CLONE_NEWUSER);
    assertEquals((1L << 41) - 1, shell.capEffective());
    machine.did(tid, "SYSCALL_SETSID_X", 55);
    assertEquals(55, shell.sid());
    machine.did(tid, "SYSCALL_SETRLIMIT_X", 0, 333, 444, 7);
    assertEquals(333, shell.fdLimit());
    machine.did(Machine.INIT, "SYSCALL_PRLIMIT_X", 0, 999, 999, 333, 444, tid, 7);
    assertEquals(999, shell.fdLimit());
    machine.did(tid, "SYSCALL_BRK_4_X", 1, 11, 12, 13, 0);
    assertEquals(12, shell.vmRssKb());
    machine.did(tid, "SYSCALL_CHROOT_X", 0, "jail");
    assertEquals("/srv/shop/jail", shell.root().toString());
  }

  @Test
  void directoriesFollowPathsAndDescriptors() {
    ProcessInfo shell = machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", 0, "../x").process();
    assertEquals("/srv/x/", shell.cwd().toString());
    machine.opened(Machine.SHELL, 3, "/var/log", WireFlags.OPEN_DIRECTORY);
    machine.did(Machine.SHELL, "SYSCALL_FCHDIR_X", 0, 3);
    assertEquals("/var/log/", shell.cwd().toString());
    machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", -2, "/nowhere");
    assertEquals("/var/log/", shell.cwd().toString());
    machine.did(Machine.SHELL, "SYSCALL_GETCWD_X", 5, "/mnt");
    assertEquals("/mnt/", shell.cwd().toString());
  }

  @Test
  void switchesReportHowLongAThreadRan() {
    machine.did(Machine.SHELL, "SCHEDSWITCH_6_E", 1, 1, 2, 3, 4, 5);
    ProcessInfo shell = machine.did(Machine.SHELL, "SCHEDSWITCH_6_E", 1, 1, 2, 3, 4, 5).process();
    assertEquals(1000, shell.lastSliceNanos());
    assertEquals(4, shell.vmRssKb());
  }
}
