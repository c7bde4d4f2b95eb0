package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;
import org.junit.jupiter.api.Test;

class ProcessLifeTest {
  private static final int THREAD = ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES;
  private final Machine machine = new Machine();

  @Test
  void snapshotFillsAProcess() {
    machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    ProcessInfo shell = machine.thread(Machine.SHELL);
    assertEquals("bash", shell.program().comm().toString());
    assertEquals("-l x y", shell.program().args().toString());
    assertEquals("bash -l x y", shell.program().cmdline().toString());
    assertEquals(2, shell.program().argCount());
    assertEquals("/srv/shop/", shell.place().cwd().toString());
    assertEquals("cpu=/a\0memory=/b\0blkio=/c\0", shell.place().rawCgroups().toString());
    assertEquals("init", shell.parent().program().comm().toString());
    assertEquals(1, shell.threads().threadCount());
    assertEquals(1000, shell.credentials().loginuid());
    assertTrue(shell.exeFile().writable());
    assertFalse(machine.thread(Machine.INIT).parent().known());
  }

  @Test
  void childInheritsFromItsParent() {
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    ProcessInfo child = machine.cloned(200, Machine.SHELL, 200, 0).process();
    assertEquals(200, child.pid());
    assertEquals(Machine.SHELL, child.ids().ptid());
    assertEquals("/usr/bin/bash", child.program().exepath().toString());
    assertEquals("/srv/shop/", child.place().cwd().toString());
    assertEquals("HOME=/root\0A=b\0", child.place().rawEnv().toString());
    assertEquals("/etc/hosts", child.descriptors().fd(3).name().toString());
    assertEquals(1000, child.credentials().loginuid());
    assertEquals(Machine.CAPABILITIES, child.credentials().capEffective());
    assertEquals(34816, child.usage().tty());
    assertEquals(2048, child.descriptors().fdLimit());
    assertEquals(30, child.usage().vmSizeKb());
    assertEquals(machine.now(), child.usage().startNanos());
    assertEquals(Machine.BOOT, child.usage().pidNamespaceStartNanos());
    assertEquals("cpu=/a\0", child.place().rawCgroups().toString());
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
    assertEquals(Machine.SHELL, child.ids().ptid());
    assertEquals(200, child.ids().vpid());
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
  void creatorsEventDoesNotReviveAThreadThatIsGone() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.cloned(201, Machine.SHELL, Machine.INIT, Machine.SHELL, THREAD);
    assertFalse(machine.thread(201).known());
    machine.did(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertFalse(machine.thread(Machine.SHELL).known());
  }

  @Test
  void theEventOfAThreadThatForkedDoesNotReviveTheChildEither() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.cloned(300, Machine.SHELL, 300, 0);
    machine.did(300, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.cloned(300, 201, Machine.INIT, Machine.SHELL, 0);
    assertFalse(machine.thread(300).known());
  }

  @Test
  void aNewThreadReplacesAStaleOneWithItsId() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.at(machine.now() + 3_000_000_000L);
    machine.cloned(200, Machine.INIT, 200, 0);
    assertEquals(Machine.INIT, machine.thread(200).ids().ptid());
  }

  @Test
  void namespacedChildKnowsBothIdsAndIsLeftToItsOwnEvent() {
    long flags = ScapFlags.CHILD_IN_PIDNS;
    machine.cloned(7, Machine.SHELL, Machine.INIT, Machine.SHELL, flags);
    assertFalse(machine.thread(7).known());
    LoopEvent event =
        machine.did(
            300, "SYSCALL_CLONE_20_X", 0, "bash", "".getBytes(), 300, 300, Machine.SHELL, "", 10, 0, 0, 0, 0, 0, "bash",
            "".getBytes(), flags, 5, 6, 7, 7, 50);
    assertEquals(7, event.process().ids().vtid());
    assertEquals(7, event.process().ids().vpid());
    assertEquals(5, event.process().credentials().uid());
    assertEquals(6, event.process().credentials().gid());
    assertEquals(Machine.BOOT + 50, event.process().usage().pidNamespaceStartNanos());
  }

  private LoopEvent clonedInNamespace(long result, long tid, long parent, long virtualId) {
    return machine.did(
        tid, "SYSCALL_CLONE_20_X", result, "sh", "".getBytes(), tid, tid, parent, "", 10, 0, 0, 0, 0, 0, "sh", "".getBytes(),
        ScapFlags.CHILD_IN_PIDNS, 5, 6, virtualId, virtualId, 50);
  }

  @Test
  void namespacedChildHasWhatItsParentClosedBeforeTheEventOfTheChild() {
    clonedInNamespace(0, 300, Machine.SHELL, 7);
    machine.opened(300, 4, "/etc/hosts", 1);
    clonedInNamespace(8, 300, Machine.SHELL, 7);
    machine.did(300, "SYSCALL_CLOSE_X", 0, 4);
    machine.opened(300, 5, "/etc/passwd", 1);
    ProcessInfo child = clonedInNamespace(0, 301, 300, 8).process();
    assertEquals("/etc/hosts", child.descriptors().fd(4).name().toString());
    assertFalse(child.descriptors().fd(5).known());
    assertFalse(machine.thread(300).descriptors().fd(4).known());
  }

  @Test
  void namespacedChildWhoseEventComesFirstHasWhatItsParentHas() {
    clonedInNamespace(0, 300, Machine.SHELL, 7);
    clonedInNamespace(0, 301, 300, 8);
    clonedInNamespace(8, 300, Machine.SHELL, 7);
    machine.did(301, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    machine.opened(300, 4, "/etc/hosts", 1);
    ProcessInfo next = clonedInNamespace(0, 302, 300, 8).process();
    assertEquals("/etc/hosts", next.descriptors().fd(4).name().toString());
  }

  @Test
  void threadsShareWhatTheirProcessHas() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    ProcessInfo thread = machine.thread(201);
    assertEquals(Machine.SHELL, thread.pid());
    assertSame(machine.thread(Machine.SHELL), thread.leader());
    assertEquals(2, thread.threads().threadCount());
    assertEquals(1, thread.threads().childThreadCount());
    machine.opened(201, 5, "/tmp/x", 1);
    assertEquals("/tmp/x", machine.thread(Machine.SHELL).descriptors().fd(5).name().toString());
    machine.did(201, "SYSCALL_CHDIR_X", 0, "sub");
    assertEquals("/srv/shop/sub/", machine.thread(Machine.SHELL).place().cwd().toString());
    assertEquals("HOME=/root\0A=b\0", thread.place().rawEnv().toString());
  }

  @Test
  void aMainThreadStaysUntilItsLastThreadHasGone() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.did(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertTrue(machine.thread(Machine.SHELL).known());
    assertEquals(1, machine.thread(201).threads().threadCount());
    machine.did(201, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertFalse(machine.thread(Machine.SHELL).known());
    assertFalse(machine.thread(201).known());
  }

  @Test
  void aProcessExistsWhileRulesEvaluateItsExit() {
    LoopEvent event = machine.begin(Machine.SHELL, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals("bash", event.process().program().comm().toString());
    assertEquals(0, event.process().threads().threadCount());
    machine.finish();
    assertFalse(machine.thread(Machine.SHELL).known());
  }

  @Test
  void orphansGoToTheReaperTheKernelNames() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(300, 200, 300, 0);
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, Machine.SHELL);
    assertEquals(Machine.SHELL, machine.thread(300).ids().ptid());
  }

  @Test
  void orphansGoToASubreaperIfTheKernelNamesNoReaper() {
    machine.did(Machine.SHELL, "SYSCALL_PRCTL_X", 0, 36, "", 1);
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.cloned(300, 200, 300, 0);
    machine.cloned(400, 300, 400, 0);
    machine.did(300, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertEquals(Machine.SHELL, machine.thread(400).ids().ptid());
  }

  @Test
  void execReplacesTheProgram() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.opened(200, 3, "/etc/kept", 1);
    machine.opened(200, 4, "/etc/closed", 1 | ScapFlags.OPEN_CLOEXEC);
    ProcessInfo process = machine.executed(200, "/usr/bin/cat", "-n\0file", "/usr/bin/cat (deleted)").process();
    assertEquals("cat", process.program().comm().toString());
    assertEquals("cat -n file", process.program().cmdline().toString());
    assertEquals("/usr/bin/cat", process.program().exepath().toString());
    assertEquals("PATH=/bin\0", process.place().rawEnv().toString());
    assertEquals("cpu=/new\0", process.place().rawCgroups().toString());
    assertEquals(3, process.usage().tty());
    assertEquals(42, process.ids().vpgid());
    assertEquals(43, process.ids().pgid());
    assertEquals(1001, process.credentials().loginuid());
    assertEquals(1000, process.credentials().uid());
    assertEquals(1002, process.credentials().gid());
    assertEquals(1, process.credentials().capInheritable());
    assertEquals(3, process.credentials().capEffective());
    assertEquals(99, process.exeFile().inode());
    assertTrue(process.exeFile().fromMemfd());
    assertFalse(process.exeFile().upperLayer());
    assertTrue(process.descriptors().fd(3).known());
    assertFalse(process.descriptors().fd(4).known());
    assertEquals("/etc/closed", machine.opened(200, 4, "/etc/closed", 1).fd().name().toString());
  }

  @Test
  void execEndsAllOtherThreads() {
    machine.cloned(201, Machine.INIT, Machine.SHELL, THREAD);
    machine.executed(Machine.SHELL, "cat", "", "/bin/cat");
    assertFalse(machine.thread(201).known());
    assertEquals(1, machine.thread(Machine.SHELL).threads().threadCount());
  }

  @Test
  void failedCallsChangeNothing() {
    machine.did(Machine.SHELL, "SYSCALL_EXECVE_19_X", -2, "nothing");
    machine.cloned(-11, Machine.SHELL, Machine.INIT, Machine.SHELL, 0);
    assertEquals("bash", machine.thread(Machine.SHELL).program().comm().toString());
    assertEquals(2, machine.state.counts().threads().present());
  }

  @Test
  void anUnknownThreadGetsAPlaceholderThatACloneCompletes() {
    ProcessInfo stranger = machine.opened(900, 3, "etc", 1).process();
    assertEquals("<NA>", stranger.program().comm().toString());
    assertEquals(-1, stranger.pid());
    assertEquals("./etc", stranger.descriptors().fd(3).name().toString());
    machine.cloned(901, 900, Machine.INIT, 900, 0);
    assertEquals("bash", stranger.program().comm().toString());
    assertEquals(900, stranger.pid());
    assertEquals(900, machine.thread(901).ids().ptid());
  }

  @Test
  void theExitOfAnUnknownThreadCreatesNoPlaceholder() {
    assertFalse(machine.did(900, "PROCEXIT_1_E", 0, 0, 0, 0, 0).process().known());
    assertEquals(900, machine.did(900, "PROCEXIT_1_E", 0, 0, 0, 0, 0).process().tid());
    assertEquals(2, machine.state.counts().threads().present());
  }

  @Test
  void theUserBeforeAnExecIsTheCallerOfASetUidProgram() {
    machine.did(Machine.SHELL, "SYSCALL_SETRESUID_X", 0, 7, 7, 7);
    ProcessInfo shell = machine.thread(Machine.SHELL);
    assertEquals(0xffff_ffffL, shell.uidBeforeExec());
    machine.executed(Machine.SHELL, "sudo", "id", "/usr/bin/sudo");
    assertEquals(7, shell.uidBeforeExec());
    assertEquals(1000, shell.credentials().uid());
    machine.cloned(300, Machine.SHELL, 300, 0);
    assertEquals(0xffff_ffffL, machine.thread(300).uidBeforeExec());
  }

  @Test
  void identityCapabilitiesSessionAndLimitsFollowTheirCalls() {
    long tid = Machine.SHELL;
    ProcessInfo shell = machine.did(tid, "SYSCALL_SETUID_X", 0, 7).process();
    assertEquals(7, shell.credentials().uid());
    machine.did(tid, "SYSCALL_SETRESUID_X", 0, 1, 2, 3);
    assertEquals(2, shell.credentials().uid());
    machine.did(tid, "SYSCALL_SETREUID_X", 0, 1, -1);
    assertEquals(2, shell.credentials().uid());
    machine.did(tid, "SYSCALL_SETRESGID_X", 0, 1, 5, 3);
    assertEquals(5, shell.credentials().gid());
    machine.did(tid, "SYSCALL_SETGID_X", -1, 9);
    assertEquals(5, shell.credentials().gid());
    machine.did(tid, "SYSCALL_CAPSET_X", 0, 1, 2, 4);
    assertEquals(4, shell.credentials().capEffective());
    machine.did(tid, "SYSCALL_UNSHARE_X", 0, ScapFlags.CLONE_NEWUSER);
    assertEquals((1L << 41) - 1, shell.credentials().capEffective());
    machine.did(tid, "SYSCALL_SETSID_X", 55);
    assertEquals(55, shell.ids().sid());
    machine.did(tid, "SYSCALL_SETRLIMIT_X", 0, 333, 444, 7);
    assertEquals(333, shell.descriptors().fdLimit());
    machine.did(Machine.INIT, "SYSCALL_PRLIMIT_X", 0, 999, 999, 333, 444, tid, 7);
    assertEquals(999, shell.descriptors().fdLimit());
    machine.did(tid, "SYSCALL_BRK_4_X", 1, 11, 12, 13, 0);
    assertEquals(12, shell.usage().vmRssKb());
    machine.did(tid, "SYSCALL_CHROOT_X", 0, "jail");
    assertEquals("/srv/shop/jail", shell.place().root().toString());
  }

  @Test
  void directoriesFollowPathsAndDescriptors() {
    ProcessInfo shell = machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", 0, "../x").process();
    assertEquals("/srv/x/", shell.place().cwd().toString());
    machine.opened(Machine.SHELL, 3, "/var/log", ScapFlags.OPEN_DIRECTORY);
    machine.did(Machine.SHELL, "SYSCALL_FCHDIR_X", 0, 3);
    assertEquals("/var/log/", shell.place().cwd().toString());
    machine.did(Machine.SHELL, "SYSCALL_CHDIR_X", -2, "/nowhere");
    assertEquals("/var/log/", shell.place().cwd().toString());
    machine.did(Machine.SHELL, "SYSCALL_GETCWD_X", 5, "/mnt");
    assertEquals("/mnt/", shell.place().cwd().toString());
  }

  @Test
  void switchesReportHowLongAThreadRan() {
    machine.did(Machine.SHELL, "SCHEDSWITCH_6_E", 1, 1, 2, 3, 4, 5);
    ProcessInfo shell = machine.did(Machine.SHELL, "SCHEDSWITCH_6_E", 1, 1, 2, 3, 4, 5).process();
    assertEquals(1000, shell.usage().lastSliceNanos());
    assertEquals(4, shell.usage().vmRssKb());
  }

  @Test
  void anAsynchronousEventShowsItsThreadAndDoesNotChangeIt() {
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    ThreadState shell = (ThreadState) machine.thread(Machine.SHELL);
    long used = shell.lastFd();
    assertTrue(machine.did(Machine.SHELL, "ASYNCEVENT_E", 0, "container", "{}".getBytes()).process().known());
    assertTrue(machine.did(Machine.SHELL, "CONTAINER_JSON_2_E", "{}").process().known());
    assertEquals(used, shell.lastFd());
  }

  @Test
  void anAsynchronousEventOfNoThreadMakesNone() {
    assertFalse(machine.did(0, "ASYNCEVENT_E", 0, "container", "{}".getBytes()).process().known());
    assertFalse(machine.did(4711, "ASYNCEVENT_E", 0, "container", "{}".getBytes()).process().known());
    assertFalse(machine.thread(4711).known());
  }
}
