package org.eyas.driver.ptrace.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.driver.ptrace.event.FakeCaller;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadStatusTest {
  private static final String TEXT = """
      Name:\tGid: 7
      Gid:\t1\t2\t3\t4
      NSpid:\t4711\t12\t0
      Groups:\t
      CapEff:\t000001ffffffffff
      VmSwap:\t      16 kB""";

  private final ThreadStatus status = new ThreadStatus(new TracerSystemCalls(FakeCaller.NUMBERS));

  @BeforeEach
  void read(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("status"), TEXT);
    status.read(TracerSystemCalls.AT_FDCWD, Arena.ofAuto().allocateFrom(file.toString()));
  }

  @Test
  void aNumberIsFoundByTheNameOfItsLineAndItsColumn() {
    assertEquals(1, status.number(ProcPath.bytes("Gid:"), 0, -1));
    assertEquals(4, status.number(ProcPath.bytes("Gid:"), 3, -1));
    assertEquals(16, status.number(ProcPath.bytes("VmSwap:"), 0, -1), "the last line has no end");
  }

  @Test
  void aNumberThatIsNotThereIsTheGivenOne() {
    assertEquals(-1, status.number(ProcPath.bytes("Gid:"), 4, -1));
    assertEquals(-1, status.number(ProcPath.bytes("Groups:"), 0, -1));
    assertEquals(-1, status.number(ProcPath.bytes("Uid:"), 0, -1));
  }

  @Test
  void theIdsOfAThreadAreCountedAndTheInnermostIsFound() {
    assertEquals(3, status.count(ProcPath.bytes("NSpid:")));
    assertEquals(12, status.last(ProcPath.bytes("NSpid:")));
    assertEquals(0, status.count(ProcPath.bytes("Groups:")));
    assertEquals(0, status.last(ProcPath.bytes("NStgid:")));
  }

  @Test
  void capabilitiesAreHexadecimal() {
    assertEquals(0x1ffffffffffL, status.bits(ProcPath.bytes("CapEff:")));
    assertEquals(0, status.bits(ProcPath.bytes("CapInh:")));
  }

  @Test
  void aLineContainsOnlyItsOwnNumbers() {
    assertTrue(status.contains(ProcPath.bytes("Gid:"), 3));
    assertFalse(status.contains(ProcPath.bytes("Gid:"), 4711));
    assertFalse(status.contains(ProcPath.bytes("Groups:"), 1));
  }

  @Test
  void theLinesOfAFileThatIsNotThereAreGone() {
    status.read(TracerSystemCalls.AT_FDCWD, Arena.ofAuto().allocateFrom("/proc/self/nothing"));
    assertEquals(-1, status.number(ProcPath.bytes("Gid:"), 0, -1));
  }
}
