package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
  /** Larger than any id that the kernel assigns: the limit is 2^22. */
  private static final long GONE = 1L << 23;

  @TempDir Path folder;

  private static final class Reported implements StateSink {
    final Map<Long, ProcessSnapshot> processes = new HashMap<>();
    final Map<Long, List<FdSnapshot>> fds = new HashMap<>();
    final List<UserEntry> users = new ArrayList<>();
    int accountReports;

    @Override
    public void onProcess(ProcessSnapshot process) {
      processes.put(process.ids().tid(), process);
    }

    @Override
    public void onFd(long tid, FdSnapshot fd) {
      assertTrue(processes.containsKey(tid), "descriptors follow their process");
      fds.computeIfAbsent(tid, any -> new ArrayList<>()).add(fd);
    }

    @Override
    public void onUser(UserEntry user) {
      users.add(user);
    }

    @Override
    public void onAccounts(List<UserEntry> all) {
      accountReports++;
      users.clear();
      users.addAll(all);
    }

    @Override
    public void onHost(HostInfo host) {}
  }

  private static Reported machine() {
    Reported reported = new Reported();
    new MachineReader(Path.of("/proc"), Path.of("/etc")).report(0, reported);
    return reported;
  }

  @Test
  void thisProcessIsToldAsItKnowsItself() {
    long pid = ProcessHandle.current().pid();
    ProcessSnapshot self = machine().processes.get(pid);
    assertEquals(pid, self.ids().pid());
    assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), self.ids().ptid());
    assertEquals(Path.of("").toAbsolutePath().toString(), self.program().cwd().toString());
    assertTrue(self.program().exepath().toString().endsWith("/java"), self.program().exepath().toString());
    assertTrue(self.program().env().toString().contains("PATH="));
    assertTrue(self.program().cgroups().toString().contains("cpu="), self.program().cgroups().toString());
    assertTrue(self.usage().fdLimit() > 0);
    assertTrue(self.usage().startNanos() > 0);
    assertTrue(self.exeFile().inode() > 0);
  }

  @Test
  void aListeningSocketAndAnOpenFileAreFoundAmongTheDescriptors() throws IOException {
    Path file = Files.writeString(folder.resolve("open me"), "x");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var in = Files.newInputStream(file)) {
      assertEquals('x', in.read());
      List<FdSnapshot> fds = machine().fds.get(ProcessHandle.current().pid());
      assertTrue(fds.stream().anyMatch(fd -> isServer(fd, server.getLocalPort())), "there is no server socket in " + fds);
      FdSnapshot opened =
          fds.stream().filter(fd -> fd.path().equals(Text.of(file.toString()))).findFirst().orElseThrow();
      assertEquals(FdType.FILE, opened.type());
      assertEquals(Files.getAttribute(file, "unix:ino"), opened.inode());
      assertEquals(1, opened.openFlags() & 1, "open for reading");
    }
  }

  @Test
  void theFilesOfAProcessAreReportedInPartsWithoutItsSockets() throws IOException {
    Path file = Files.writeString(folder.resolve("open often"), "x");
    List<InputStream> open = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 250; i++) {
        open.add(Files.newInputStream(file));
      }
      assertTrue(server.isBound());
      List<Integer> parts = new ArrayList<>();
      List<FdSnapshot> reported = filesOfThisProcess(parts);
      assertTrue(parts.size() > 2 && parts.stream().allMatch(part -> part <= 100), parts.toString());
      assertEquals(250, reported.stream().filter(fd -> fd.path().equals(Text.of(file.toString()))).count());
      assertEquals(reported.size(), reported.stream().map(FdSnapshot::number).distinct().count(), "none is reported twice");
      reported.forEach(fd -> assertTrue(fd.type() == FdType.FILE || fd.type() == FdType.DIRECTORY, fd.toString()));
    } finally {
      for (InputStream each : open) {
        each.close();
      }
    }
  }

  private static List<FdSnapshot> filesOfThisProcess(List<Integer> parts) {
    MachineReader reader = new MachineReader(Path.of("/proc"), Path.of("/etc"));
    Reported reported = new Reported();
    long pid = ProcessHandle.current().pid();
    assertTrue(reader.processes().contains(pid));
    reader.reportThread(pid, reported);
    List<FdSnapshot> files = new ArrayList<>();
    reported.fds.put(pid, files);
    for (long from = 0; from != Capture.NO_FILE;) {
      int before = files.size();
      from = reader.reportFiles(pid, from, reported);
      parts.add(files.size() - before);
    }
    return files;
  }

  @Test
  void aProcessThatHasEndedHasNoFiles() {
    Reported reported = new Reported();
    MachineReader reader = new MachineReader(Path.of("/proc"), Path.of("/etc"));
    assertEquals(Capture.NO_FILE, reader.reportFiles(GONE, 0, reported));
    assertEquals(Map.of(), reported.fds);
  }

  private static boolean isServer(FdSnapshot fd, int port) {
    return fd.type().isServerSocket() && fd.socket().destinationPort() == port;
  }

  @Test
  void threadsShareWhatTheirProcessHas() throws InterruptedException {
    Thread waiting = new Thread(() -> LockSupport.park(), "waiting");
    waiting.setDaemon(true);
    waiting.start();
    long pid = ProcessHandle.current().pid();
    List<ProcessSnapshot> threads =
        machine().processes.values().stream()
            .filter(process -> process.ids().pid() == pid && process.ids().tid() != pid)
            .toList();
    assertTrue(threads.size() > 1);
    threads.forEach(thread -> assertEquals(0x2001, thread.program().flags()));
    LockSupport.unpark(waiting);
  }

  @Test
  void usersAndGroupsComeFromTheirFiles() throws IOException {
    Files.writeString(folder.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\nbroken\nann:x:7:8::/home/ann:/bin/zsh\n");
    Files.writeString(folder.resolve("group"), "wheel:x:10:ann\n:::\n");
    Reported reported = new Reported();
    new MachineReader(folder, folder).report(0, reported);
    assertEquals(
        List.of(
            new UserEntry(UserEntry.Kind.USER, 0, 0, "root", "/root", "/bin/sh"),
            new UserEntry(UserEntry.Kind.USER, 7, 8, "ann", "/home/ann", "/bin/zsh"),
            new UserEntry(UserEntry.Kind.GROUP, 10, 10, "wheel", "", "")),
        reported.users);
  }

  @Test
  void accountsAreToldAnewWhereAFileChangedAndKeptWhereItIsMissing() throws IOException {
    Path passwd = Files.writeString(folder.resolve("passwd"), "ann:x:7:8::/home/ann:/bin/sh\n");
    Path group = Files.writeString(folder.resolve("group"), "wheel:x:10:ann\n");
    MachineReader machine = new MachineReader(folder, folder);
    Reported reported = new Reported();
    machine.report(0, reported);
    long second = 1_000_000_000L;
    machine.refresh(10 * second, reported);
    assertEquals(0, reported.accountReports);
    replace(passwd, "ann:x:7:8::/home/ann:/bin/sh\nbob:x:9:9::/home/bob:/bin/sh\n");
    machine.refresh(10 * second + 1, reported);
    assertEquals(0, reported.accountReports, "a second has not passed since the last look");
    machine.refresh(11 * second, reported);
    assertEquals(List.of("ann", "bob", "wheel"), reported.users.stream().map(UserEntry::name).toList());
    Files.delete(group);
    machine.refresh(12 * second, reported);
    assertEquals(1, reported.accountReports);
    Files.writeString(group, "");
    machine.refresh(13 * second, reported);
    assertEquals(List.of("ann", "bob"), reported.users.stream().map(UserEntry::name).toList());
    machine.refresh(14 * second, reported);
    assertEquals(2, reported.accountReports);
  }

  /** Replaces the file by a new one, as useradd and vipw do. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + "+"), text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void theHostsRootIsNamedByTheEnvironment() throws IOException {
    Files.createDirectories(folder.resolve("proc/sys/kernel"));
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/passwd"), "guest:x:5:5::/:/bin/sh\n");
    Reported reported = new Reported();
    MachineReader.ofHost(Map.of("HOST_ROOT", folder.toString())).report(0, reported);
    assertEquals(List.of("guest"), reported.users.stream().map(UserEntry::name).toList());
    assertEquals(Map.of(), reported.processes);
  }

  @Test
  void theProcessesOfAContainerAreNotThoseOfTheHost() throws IOException {
    long pid = ProcessHandle.current().pid();
    Files.createDirectories(folder.resolve("proc"));
    Files.createSymbolicLink(folder.resolve("proc/" + pid), Path.of("/proc/" + pid));
    MachineReader host = MachineReader.ofHost(Map.of("HOST_ROOT", folder.toString()));
    Reported reported = new Reported();
    host.report(0, reported);
    host.reportThread(pid, reported);
    assertEquals(Map.of(), reported.processes);
    assertEquals(0, host.startNanos(pid, pid, 0), "not known, and not ended");
    assertTrue(host.problem().orElseThrow().contains("does not show the processes of the host"), host.problem()::toString);
    new MachineReader(folder.resolve("proc"), folder).report(0, reported);
    assertTrue(reported.processes.containsKey(pid), "it is there");
  }

  @Test
  void oneThreadIsToldWithTheDescriptorsOfItsProcessWhereItIsTheMainOne() {
    long pid = ProcessHandle.current().pid();
    MachineReader machine = new MachineReader(Path.of("/proc"), Path.of("/etc"));
    Reported main = new Reported();
    machine.reportThread(pid, main);
    assertEquals(Set.of(pid), main.processes.keySet());
    assertTrue(main.fds.containsKey(pid));
    long tid = otherThread(pid);
    Reported thread = new Reported();
    machine.reportThread(tid, thread);
    assertEquals(pid, thread.processes.get(tid).ids().pid());
    assertEquals(Map.of(), thread.fds);
    Reported nobody = new Reported();
    machine.reportThread(GONE, nobody);
    assertEquals(Map.of(), nobody.processes);
  }

  @Test
  void aThreadBeganWhenTheKernelSaysAndOneThatIsGoneDidNot() {
    long pid = ProcessHandle.current().pid();
    long bootNanos = 1_000L;
    MachineReader machine = new MachineReader(Path.of("/proc"), Path.of("/etc"));
    long began = machine.startNanos(pid, pid, bootNanos);
    assertTrue(began > 0);
    assertTrue(machine.startNanos(pid, otherThread(pid), bootNanos) >= began);
    assertEquals(Capture.NO_THREAD, machine.startNanos(GONE, GONE, bootNanos));
    assertEquals(Capture.NO_THREAD, machine.startNanos(pid, GONE, bootNanos));
  }

  private static long otherThread(long pid) {
    return new ProcFiles(Path.of("/proc"))
        .numbers(pid + "/task").stream().filter(tid -> tid != pid).findFirst().orElseThrow();
  }

  @Test
  void cgroupsOfBothVersionsBecomeOneList() throws ProcFormatException {
    List<ProcCgroup> groups =
        ProcCgroup.parse("5:blkio:/b\n4:cpu,cpuacct:/c:d\n1:name=systemd:/s\n0::/unified\n".getBytes());
    assertEquals("io=/b\0cpu=/c:d\0cpuacct=/c:d\0cpuset=/unified\0memory=/unified\0", ProcCgroup.encoded(groups));
  }

  @Test
  void theSoftLimitOfOpenFilesIsRead() {
    assertEquals(1024, ProcLimits.openFiles("Max open files            1024                 4096        files\n".getBytes()));
    assertEquals(-1, ProcLimits.openFiles("Max open files            unlimited            unlimited   files\n".getBytes()));
    assertEquals(-1, ProcLimits.openFiles(new byte[0]));
  }
}
