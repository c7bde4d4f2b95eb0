package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private static List<String> users(String passwd) {
    return AccountFiles.users(bytes(passwd)).stream().map(user -> user.id() + " " + user.name() + " " + user.shell()).toList();
  }

  private static List<String> groups(String group) {
    return AccountFiles.groups(bytes(group)).stream().map(found -> found.id() + " " + found.name()).toList();
  }

  @Test
  void anIdThatIsNotAWholeNumberOf32BitsMakesNoAccount() {
    for (String id : List.of("notanumber", "0x0", "5x", "-1", "+5", " 5", "5 ", "", "4294967296", "99999999999999999999",
        "\u0665")) {
      assertEquals(List.of("0 realroot /bin/bash"),
          users("bogus:x:" + id + ":0:bogus:/bogus:/bin/bogus\nrealroot:x:0:0:realroot:/root:/bin/bash\n"), id);
      assertEquals(List.of("0 realroot /bin/bash"),
          users("bogus:x:7:" + id + ":bogus:/bogus:/bin/bogus\nrealroot:x:0:0:realroot:/root:/bin/bash\n"), id);
      assertEquals(List.of("5 normal"), groups("weird:x:" + id + ":\nnormal:x:5:\n"), id);
    }
    assertEquals(List.of("5 first", "4294967295 last"), groups("first:x:0000000000005:\nlast:x:4294967295:\n"));
  }

  @Test
  void emptyAndShortLinesOfAccountFilesAreSkipped() {
    assertEquals(List.of("7 good"), groups("\nincomplete:x\nx:999\ngood:x:7:\n"));
    assertEquals(List.of("7 good /bin/sh"), users("\nshort:x:7:7::/home\ngood:x:7:7::/:/bin/sh\n"));
    assertEquals(List.of("7 bare"), groups("bare:x:7"));
  }

  @Test
  void aGroupWithVeryManyMembersHidesNoLaterGroup() {
    String members = IntStream.range(0, 5_000).mapToObj(i -> "user" + i).collect(Collectors.joining(","));
    assertEquals(List.of("0 root", "4242 bigteam", "4243 after"),
        groups("root:x:0:\nbigteam:x:4242:" + members + "\nafter:x:4243:\n"));
  }

  @Test
  void theShellOfAUserMayContainColons() {
    assertEquals(List.of("7 web /bin/sh:x:"), users("web:x:7:7::/:/bin/sh:x:\n"));
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
