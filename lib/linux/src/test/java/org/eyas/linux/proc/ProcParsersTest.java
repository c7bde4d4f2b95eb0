package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcParsersTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void statFindsItsNameHoweverItLooks() throws ProcFormatException {
    ProcStat stat =
        ProcStat.parse(
            bytes(
                "4711 (a) (b c) S 1 4711 4710 34816 4800 4194304 120 0 3 0 1 2 0 0 20 0 1 0 987654 10485760 512"
                    + " 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n"));
    assertEquals("a) (b c", stat.comm());
    assertEquals(new ProcStat(4711, "a) (b c", 'S', 1, 4711, 4710, 34816, 4800, 120, 3, 987654, 10485760, 512), stat);
  }

  @Test
  void statThatIsCutOffIsRefused() {
    assertThrows(ProcFormatException.class, () -> ProcStat.parse(bytes("4711 (sh) S 1 2 3")));
    assertThrows(ProcFormatException.class, () -> ProcStat.parse(bytes("")));
  }

  @Test
  void statusGivesEffectiveIdsCapabilitiesAndInnermostIds() throws ProcFormatException {
    ProcStatus status =
        ProcStatus.parse(
            bytes(
                "Name:\tsh\nTgid:\t40\nUid:\t1000\t0\t1000\t1000\nGid:\t100\t5\t100\t100\nNStgid:\t40\t7\nNSpid:\t41\t8\n"
                    + "NSpgid:\t40\t7\nVmSize:\t   2580 kB\nCapInh:\t0000000000000000\nCapPrm:\t000001ffffffffff\n"
                    + "CapEff:\t0000000000000001\n"));
    assertEquals(List.of(40L, 0L, 5L, 8L, 7L, 7L, 2580L, 0L, 0x1ffffffffffL, 1L, 0L),
        List.of(status.tgid(), status.effectiveUid(), status.effectiveGid(), status.innermostPid(),
            status.innermostTgid(), status.innermostPgid(), status.vmSizeKb(), status.vmRssKb(), status.capPermitted(),
            status.capEffective(), status.capInheritable()));
    assertThrows(ProcFormatException.class, () -> ProcStatus.parse(bytes("Name:\tsh\n")).tgid());
  }

  @Test
  void cgroupsOfBothVersionsAreRead() throws ProcFormatException {
    assertEquals(
        List.of(new ProcCgroup(5, "cpu,cpuacct", "/a:b"), new ProcCgroup(0, "", "/init.scope")),
        ProcCgroup.parse(bytes("5:cpu,cpuacct:/a:b\n0::/init.scope\n")));
    assertThrows(ProcFormatException.class, () -> ProcCgroup.parse(bytes("nonsense\n")));
  }

  @Test
  void readsThisVeryProcess() throws IOException, ProcFormatException {
    long pid = ProcessHandle.current().pid();
    Path self = Path.of("/proc/self");
    assertEquals(pid, ProcStat.parse(Files.readAllBytes(self.resolve("stat"))).pid());
    assertEquals(pid, ProcStatus.parse(Files.readAllBytes(self.resolve("status"))).tgid());
    assertTrue(ProcCgroup.parse(Files.readAllBytes(self.resolve("cgroup"))).stream().allMatch(g -> g.path().startsWith("/")));
  }
}
