package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a process below /proc, complete and while the process ends. */
class SavedProcessTest {
  private static final String INET =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
          + "   0: %s %s 0A 00000000:00000000 00:00000000 00000000     0        0 %d 1 0000 100 0 0 10 0\n";
  private static final String ANY6 = "00000000000000000000000000000000";

  @TempDir Path proc;

  @BeforeEach
  void save() throws IOException {
    for (String task : new String[] {"40", "41"}) {
      write("40/task/" + task + "/cmdline", "nginx: worker\0-g\0daemon off\0");
      write("40/task/" + task + "/comm", "nginx\n");
      write("40/task/" + task + "/stat", task + " (nginx) S 1 39 38 34816 38 4194304 120 0 3 0 1 2 0 0 20 0 1 0 987 104 51"
          + " 1 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n");
      write("40/task/" + task + "/status", "Name:\tnginx\nTgid:\t40\nUid:\t33\t33\t33\t33\nGid:\t34\t34\t34\t34\nNStgid:\t40\t7\n"
          + "NSpid:\t" + task + "\t8\nNSpgid:\t39\t6\nVmSize:\t 2580 kB\nVmRSS:\t 80 kB\nVmSwap:\t 3 kB\n"
          + "CapInh:\t0\nCapPrm:\t1ff\nCapEff:\tff\n");
      write("40/task/" + task + "/environ", "PATH=/bin\0TZ=UTC\0");
      write("40/task/" + task + "/cgroup", "0::/system.slice/nginx.service\n");
      write("40/task/" + task + "/loginuid", "1000");
      write("40/task/" + task + "/limits", "Max open files            512                  4096                 files\n");
      link("40/task/" + task + "/exe", "/usr/sbin/nginx");
      link("40/task/" + task + "/cwd", "/var/www");
      link("40/task/" + task + "/root", "/srv/chroot");
      write(task + "/status", Files.readString(proc.resolve("40/task/" + task + "/status")));
    }
    link("40/ns/net", "net:[4026531840]");
    link("40/fd/0", "/srv/www/index.html");
    link("40/fd/1", "pipe:[70]");
    link("40/fd/2", "socket:[17]");
    link("40/fd/3", "socket:[18]");
    link("40/fd/4", "socket:[19]");
    link("40/fd/5", "socket:[20]");
    link("40/fd/6", "socket:[21]");
    link("40/fd/7", "anon_inode:[eventpoll]");
    link("40/fd/8", "socket:[99]");
    link("40/fd/9", "anon_inode:[something new]");
    write("40/fdinfo/0", "pos:\t0\nflags:\t0100002\nmnt_id:\t25\n");
    write("40/net/tcp", INET.formatted("00000000:0050", "00000000:0000", 17));
    write("40/net/udp6", INET.formatted(ANY6 + ":0035", ANY6 + ":0000", 18));
    write("40/net/icmp", INET.formatted("00000000:0001", "00000000:0000", 21));
    write("40/net/unix", "Num RefCount Protocol Flags Type St Inode Path\nff1: 2 0 10000 1 1 19 /run/x.sock\n");
    write("40/net/netlink", "sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode\nff 0 1 0 0 0 0 2 0 20\n");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(proc.resolve(file).getParent());
    Files.writeString(proc.resolve(file), text);
  }

  private void link(String file, String target) throws IOException {
    Files.createDirectories(proc.resolve(file).getParent());
    Files.createSymbolicLink(proc.resolve(file), Path.of(target));
  }

  private MachineReader reader() {
    return new MachineReader(proc, proc);
  }

  @Test
  void everythingOfAProcessIsRead() {
    Reported reported = new Reported();
    reader().reportThread(40, reported);
    ProcessSnapshot process = reported.processes.getFirst();
    assertEquals(new ProcessSnapshot.Ids(40, 40, 1, 38, 6, 8, 7, 39), process.ids());
    assertEquals("nginx", process.program().comm().toString());
    assertEquals("nginx: worker", process.program().exe().toString());
    assertEquals("-g\0daemon off\0", process.program().args().toString());
    assertEquals("/usr/sbin/nginx", process.program().exepath().toString());
    assertEquals("PATH=/bin\0TZ=UTC\0", process.program().env().toString());
    assertEquals("/var/www", process.program().cwd().toString());
    assertEquals(new Credentials(33, 34, 1000, 0x1ff, 0xff, 0), process.credentials());
    assertEquals(512, process.usage().fdLimit());
    assertEquals(2580, process.usage().vmSizeKb());
    assertEquals(34816, process.usage().tty());
    assertTrue(process.program().cgroups().toString().contains("cpu=/system.slice/nginx.service\0"));
  }

  @Test
  void descriptorsAreResolvedThroughTheTablesOfTheirNamespace() {
    Reported reported = new Reported();
    reader().reportThread(40, reported);
    Map<Long, FdSnapshot> fds = new HashMap<>();
    reported.fds.forEach(fd -> fds.put(fd.number(), fd));
    assertEquals("/srv/www/index.html", fds.get(0L).path().toString());
    assertEquals(FdType.PIPE, fds.get(1L).type());
    assertEquals(70, fds.get(1L).inode());
    assertEquals(FdType.IPV4_SERVER, fds.get(2L).type());
    assertEquals(80, fds.get(2L).socket().destinationPort());
    assertEquals(FdType.IPV6_SERVER, fds.get(3L).type());
    assertEquals(L4Protocol.UDP, fds.get(3L).socket().protocol());
    assertEquals(Text.of("/run/x.sock"), fds.get(4L).path());
    assertEquals(FdType.NETLINK, fds.get(5L).type());
    assertEquals(L4Protocol.ICMP, fds.get(6L).socket().protocol());
    assertEquals(FdType.EVENTPOLL, fds.get(7L).type());
    assertFalse(fds.containsKey(8L), "a socket of a family that no table lists, as in Falco");
    assertEquals(FdType.UNSUPPORTED, fds.get(9L).type());
  }

  @Test
  void ofAThreadThatIsNoMainThreadNothingIsToldThatBelongsToTheProcess() {
    Reported reported = new Reported();
    reader().reportThread(41, reported);
    assertEquals(List.of(41L), reported.processes.stream().map(process -> process.ids().tid()).toList());
    assertEquals(0, reported.fds.size());
    assertEquals(Text.EMPTY, reported.processes.getLast().program().env(), "that of the process counts");
  }

  private ProcessSnapshot otherThread() {
    Reported reported = new Reported();
    reader().report(0, reported);
    return reported.processes.stream().filter(process -> process.ids().tid() == 41).findFirst().orElseThrow();
  }

  @Test
  void anotherThreadHasTheProgramOfItsProcessWithoutReadingItAgain() throws IOException {
    ProcessSnapshot before = otherThread();
    for (String ofTheProcess : new String[] {"cmdline", "exe", "limits"}) {
      Files.delete(proc.resolve("40/task/41/" + ofTheProcess));
    }
    write("40/task/41/cmdline", ""); // its time tells when the thread started
    ProcessSnapshot after = otherThread();
    assertEquals(before.program(), after.program());
    assertEquals("-g\0daemon off\0", after.program().args().toString());
    assertEquals(before.exeFile(), after.exeFile());
    assertEquals(512, after.usage().fdLimit());
  }

  @Test
  void aThreadWhoseProcessLostItsMainThreadIsRead() throws IOException {
    ProcessSnapshot before = otherThread();
    Files.delete(proc.resolve("40/task/40/cmdline"));
    Files.delete(proc.resolve("40/task/40/exe"));
    assertEquals(before.program(), otherThread().program());
  }

  @Test
  void aFileLargerThanTheMemoryForItIsReadWhole() throws IOException {
    String many = "x".repeat(70_000);
    write("40/task/40/cmdline", "nginx\0" + many);
    assertEquals(many, new String(new ProcFiles(proc).read("40/task/40/cmdline"), 6, many.length(), StandardCharsets.UTF_8));
  }

  @Test
  void aThreadThatIsGoneTellsNothing() {
    Reported reported = new Reported();
    reader().reportThread(4711, reported);
    assertEquals(0, reported.processes.size() + reported.fds.size());
  }

  @Test
  void aProcessMayVanishBetweenAnyTwoReads() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(proc)) {
      all = files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
    assertTrue(all.size() > 30);
    for (Path gone : all) {
      boolean isLink = Files.isSymbolicLink(gone);
      byte[] content = isLink ? new byte[0] : Files.readAllBytes(gone);
      Path target = isLink ? Files.readSymbolicLink(gone) : gone;
      Files.delete(gone);
      Reported reported = new Reported();
      reader().report(0, reported);
      reader().reportThread(40, reported);
      if (isLink) {
        Files.createSymbolicLink(gone, target);
      } else {
        Files.write(gone, content);
      }
    }
  }

  @Test
  void filesThatAreCutOffAnywhereBreakNothing() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SavedProcessTest seed " + seed);
    Random random = new Random(seed);
    List<Path> all;
    try (Stream<Path> files = Files.walk(proc)) {
      all = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
    for (int i = 0; i < 300; i++) {
      Path damaged = all.get(random.nextInt(all.size()));
      byte[] content = Files.readAllBytes(damaged);
      byte[] cut = Arrays.copyOf(content, random.nextInt(content.length + 1));
      if (cut.length > 0) {
        cut[random.nextInt(cut.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, cut);
      reader().report(0, new Reported());
      Files.write(damaged, content);
    }
  }

  private static final class Reported implements StateSink {
    final List<ProcessSnapshot> processes = new ArrayList<>();
    final List<FdSnapshot> fds = new ArrayList<>();

    @Override
    public void onProcess(ProcessSnapshot process) {
      processes.add(process);
    }

    @Override
    public void onFd(long tid, FdSnapshot fd) {
      fds.add(fd);
    }

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }
}
