package org.eyas.engine.state.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.process.LoopEvent;
import org.junit.jupiter.api.Test;

class SharedFileSetTest {
  private static final int SETFD = ScapFlags.FCNTL_SETFD;

  private final FdPool pool = new FdPool(1L << 30, 0);
  private final Machine machine = new Machine();

  SharedFileSetTest() {
    machine.crowd(900);
  }

  private FdState file(String name, long inode) {
    FdState fd = pool.acquire();
    fd.type = FdType.FILE;
    fd.name = Text.of(name);
    fd.inode = inode;
    return pool.shareEqual(fd);
  }

  @Test
  void fewDescriptorsAreNotShared() {
    Machine small = new Machine();
    small.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    small.opened(Machine.SHELL, 4, "/etc/hosts", 1);
    assertNotSame(small.thread(Machine.SHELL).descriptors().fd(3), small.thread(Machine.SHELL).descriptors().fd(4));
  }

  @Test
  void equalFilesAreOneObjectUntilTheLastIsReleased() {
    FdState first = file("/lib/libc.so", 7);
    assertSame(first, file("/lib/libc.so", 7));
    assertNotSame(first, file("/lib/libc.so", 8));
    assertNotSame(first, file("/lib/libm.so", 7));
    assertEquals(3, pool.objects());
    pool.release(first);
    pool.release(first);
    assertEquals(2, pool.objects());
    file("/etc/hosts", 1);
    FdState again = file("/lib/libc.so", 7);
    assertEquals(1, again.references);
    assertEquals("/lib/libc.so", again.name.toString());
  }

  @Test
  void veryManyFilesAreFoundAgainAndThenReleased() {
    List<FdState> open = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      open.add(file("/data/" + i, i));
    }
    int shared = 0;
    for (int i = 0; i < 50_000; i++) {
      FdState again = file("/data/" + i, i);
      shared += again == open.get(i) ? 1 : 0;
      pool.release(again);
    }
    assertTrue(shared > 45_000, shared + " of 50,000");
    open.forEach(pool::release);
    assertEquals(0, pool.objects());
  }

  @Test
  void aChangedDescriptorIsNotFoundByItsOldProperties() {
    FdTable table = new FdTable(pool);
    FdState changed = table.writable(3, table.put(3, file("/etc/hosts", 1)));
    changed.type = FdType.UNIX;
    changed.name = Text.of("/run/socket");
    FdState again = file("/etc/hosts", 1);
    assertNotSame(changed, again);
    table.remove(3);
    pool.release(again);
    FdState first = file("/etc/hosts", 1);
    FdState other = file("/etc/passwd", 2);
    assertNotSame(first, other);
    assertEquals(1, first.references);
    assertEquals(1, other.references);
    assertEquals(2, pool.objects());
  }

  @Test
  void aChangeByOneProcessDoesNotAffectOthers() {
    machine.cloned(200, Machine.SHELL, 200, 0);
    machine.opened(200, 4, "/etc/hosts", 1);
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    assertSame(machine.thread(200).descriptors().fd(4), machine.thread(Machine.SHELL).descriptors().fd(3));
    machine.did(Machine.SHELL, "SYSCALL_FCNTL_X", 0, 3, SETFD, 1);
    assertTrue(((FdState) machine.thread(Machine.SHELL).descriptors().fd(3)).closesOnExec());
    assertFalse(((FdState) machine.thread(200).descriptors().fd(4)).closesOnExec());
    machine.did(Machine.SHELL, "SYSCALL_CLOSE_X", 0, 3);
    assertEquals("/etc/hosts", machine.thread(200).descriptors().fd(4).name().toString());
  }

  @Test
  void anEventShowsItsOwnNumberOfASharedFile() {
    machine.opened(Machine.SHELL, 3, "/etc/hosts", 1);
    machine.opened(Machine.SHELL, 900, "/etc/hosts", 1);
    LoopEvent event = machine.did(Machine.SHELL, "SYSCALL_FSTAT_X", 0, 3);
    assertEquals(900, event.process().descriptors().fd(900).number());
    assertEquals(3, event.fd().number());
    List<Long> numbers = new ArrayList<>();
    event.process().descriptors().forEachFd(fd -> numbers.add(fd.number()));
    assertEquals(List.of(3L, 900L), numbers);
  }

  @Test
  void closeRangeTakesLowAndHighNumbers() {
    for (int fd : new int[] {3, 63, 64, 65, 1_000_000}) {
      machine.opened(Machine.SHELL, fd, "/etc/hosts", 1);
    }
    machine.did(Machine.SHELL, "SYSCALL_CLOSE_RANGE_X", 0, 63, 65, 0);
    assertEquals(2, machine.thread(Machine.SHELL).descriptors().fdCount());
    assertTrue(machine.thread(Machine.SHELL).descriptors().fd(3).known());
    assertTrue(machine.thread(Machine.SHELL).descriptors().fd(1_000_000).known());
  }
}
