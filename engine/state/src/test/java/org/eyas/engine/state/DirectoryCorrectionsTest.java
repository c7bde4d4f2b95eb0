package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.encoding.ScapFlags;
import org.junit.jupiter.api.Test;

/** Current directories that processes share, and directories that the source corrects. */
class DirectoryCorrectionsTest {
  private static final long CHILD = 201;
  private static final long CURRENT = -100;

  private final Machine machine = new Machine();

  private String cwd(long tid) {
    return machine.thread(tid).place().cwd().toString();
  }

  @Test
  void processesClonedWithCloneFsShareTheirDirectory() {
    machine.cloned(CHILD, Machine.SHELL, CHILD, ScapFlags.CLONE_FS);
    machine.did(CHILD, "SYSCALL_CHDIR_X", 0, "/etc/cron.d");
    assertEquals("/etc/cron.d/", cwd(Machine.SHELL));
    machine.opened(Machine.SHELL, 3, "job", 2);
    assertEquals("/etc/cron.d/job", machine.thread(Machine.SHELL).descriptors().fd(3).name().toString());
  }

  @Test
  void aForkHasADirectoryOfItsOwn() {
    machine.cloned(CHILD, Machine.SHELL, CHILD, 0);
    machine.did(CHILD, "SYSCALL_CHDIR_X", 0, "/etc/cron.d");
    assertEquals("/srv/shop/", cwd(Machine.SHELL));
  }

  @Test
  void unshareEndsTheSharing() {
    machine.cloned(CHILD, Machine.SHELL, CHILD, ScapFlags.CLONE_FS);
    machine.did(CHILD, "SYSCALL_UNSHARE_X", 0, ScapFlags.CLONE_FS);
    machine.did(CHILD, "SYSCALL_CHDIR_X", 0, "/etc/cron.d");
    assertEquals("/srv/shop/", cwd(Machine.SHELL));
    assertEquals("/etc/cron.d/", cwd(CHILD));
  }

  @Test
  void theSourceCorrectsTheCurrentDirectory() {
    assertEquals("/srv/shop", machine.state.reports().directory(Machine.SHELL, CURRENT).toString());
    machine.state.reports().onDirectory(Machine.SHELL, CURRENT, Text.of("/etc/cron.d"));
    assertEquals("/etc/cron.d/", cwd(Machine.SHELL));
    machine.state.reports().onDirectory(Machine.SHELL, CURRENT, Text.of("/"));
    assertEquals("/", cwd(Machine.SHELL));
    assertEquals("/", machine.state.reports().directory(Machine.SHELL, CURRENT).toString());
  }

  @Test
  void theSourceNamesADescriptorThatCameThroughASocket() {
    assertFalse(machine.state.reports().directory(Machine.SHELL, 7).isPresent());
    machine.state.reports().onDirectory(Machine.SHELL, 7, Text.of("/etc/cron.d"));
    assertEquals("/etc/cron.d", machine.state.reports().directory(Machine.SHELL, 7).toString());
    machine.did(Machine.SHELL, "SYSCALL_OPENAT_2_X", 8, 7, "job", 2, 0, 8, 4711);
    assertEquals("/etc/cron.d/job", machine.thread(Machine.SHELL).descriptors().fd(8).name().toString());
  }

  @Test
  void aDescriptorThatAForkCopiedIsCorrectedInOneProcessOnly() {
    machine.opened(Machine.SHELL, 7, "/srv", 1 | ScapFlags.OPEN_DIRECTORY);
    machine.cloned(CHILD, Machine.SHELL, CHILD, 0);
    machine.state.reports().onDirectory(CHILD, 7, Text.of("/etc"));
    assertEquals("/etc", machine.thread(CHILD).descriptors().fd(7).name().toString());
    assertEquals(FdType.DIRECTORY, machine.thread(CHILD).descriptors().fd(7).type());
    assertEquals("/srv", machine.thread(Machine.SHELL).descriptors().fd(7).name().toString());
  }

  @Test
  void aFileThatTheSourceNamesIsAddedIfNothingHasItsNumber() {
    machine.state.reports().onFile(Machine.SHELL, 7, Text.of("/real/file"));
    assertEquals("/real/file", machine.thread(Machine.SHELL).descriptors().fd(7).name().toString());
    assertEquals(FdType.FILE, machine.thread(Machine.SHELL).descriptors().fd(7).type());
    machine.opened(Machine.SHELL, 8, "/link/file", 1);
    machine.state.reports().onFile(Machine.SHELL, 8, Text.of("/real/file"));
    assertEquals("/link/file", machine.thread(Machine.SHELL).descriptors().fd(8).name().toString());
  }

  /** An exec closes some descriptors. The source does not say which ones, and reports again what is still used. */
  @Test
  void anExecForgetsWhatOnlyTheSourceHasNamed() {
    machine.state.reports().onDirectory(Machine.SHELL, 7, Text.of("/etc"));
    machine.state.reports().onFile(Machine.SHELL, 8, Text.of("/real/file"));
    machine.opened(Machine.SHELL, 11, "/closed/without/an/event", 1);
    machine.state.reports().onDirectory(Machine.SHELL, 11, Text.of("/tmp"));
    machine.opened(Machine.SHELL, 9, "/srv", 1 | ScapFlags.OPEN_DIRECTORY);
    machine.state.reports().onDirectory(Machine.SHELL, 9, Text.of("/renamed"));
    machine.did(Machine.SHELL, "SYSCALL_DUP2_X", 10, 7, 10); // a copy stays open
    machine.executed(Machine.SHELL, "true", "", "/bin/true");
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(7).known());
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(8).known());
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(11).known());
    assertEquals("/renamed", machine.thread(Machine.SHELL).descriptors().fd(9).name().toString());
    assertEquals("/etc", machine.thread(Machine.SHELL).descriptors().fd(10).name().toString());
  }

  @Test
  void whileOnlyDirectoriesAreNeededEveryOpenThatComesIsKept() {
    machine.state.setKeptFiles(KeptFiles.DIRECTORIES);
    machine.opened(Machine.SHELL, 7, "/srv", 1);
    assertEquals("/srv", machine.thread(Machine.SHELL).descriptors().fd(7).name().toString());
    machine.did(Machine.SHELL, "SYSCALL_DUP2_X", 7, 9, 7); // 9 is a file whose open was left out
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(7).known());
    machine.state.setKeptFiles(KeptFiles.NONE);
    machine.opened(Machine.SHELL, 7, "/srv", 1);
    assertFalse(machine.thread(Machine.SHELL).descriptors().fd(7).known());
  }

  @Test
  void aThreadThatIsNotKnownIsLeftAlone() {
    machine.state.reports().onFile(4711, 7, Text.of("/etc"));
    machine.state.reports().onFile(Machine.SHELL, -7, Text.of("/etc"));
    machine.state.reports().onDirectory(4711, CURRENT, Text.of("/etc"));
    machine.state.reports().onDirectory(Machine.SHELL, -7, Text.of("/etc"));
    assertFalse(machine.state.reports().directory(4711, CURRENT).isPresent());
  }
}
