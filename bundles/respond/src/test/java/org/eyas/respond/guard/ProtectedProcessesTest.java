package org.eyas.respond.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.respond.wire.ProtectedKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process of each kind, in a folder with the structure of /proc. */
class ProtectedProcessesTest {
  private static final int GUARD = 900;

  @TempDir private Path folder;

  private ProtectedProcesses processes = new ProtectedProcesses(new ProcessView(Path.of("/"), Path.of("/")), GUARD);
  private ProcessView view = new ProcessView(Path.of("/"), Path.of("/"));

  @BeforeEach
  void makeHost() throws IOException {
    view = new ProcessView(folder.resolve("proc"), folder.resolve("root"));
    processes = new ProtectedProcesses(view, GUARD);
    processes.addEngine(950);
    process(1, 0, 1, 0, "/usr/lib/systemd/systemd", true, "/init.scope", "1");
    process(2, 0, 0, 0, "/usr/bin/none", true, "/", "2");
    process(3, 2, 0, 0, "/usr/bin/none", true, "/", "3");
    process(GUARD, 1, GUARD, 0, "/usr/bin/java", true, "/system.slice/eyas-respond.service", "900");
    process(950, 1, 950, 0, "/usr/bin/java", true, "/system.slice/eyas.service", "950");
  }

  @Test
  void processOneAndThreadsOfTheKernel() throws IOException {
    assertKind(ProtectedKind.INIT, 1, true);
    assertKind(ProtectedKind.KERNEL_THREAD, 2, true);
    assertKind(ProtectedKind.KERNEL_THREAD, 3, true);
  }

  @Test
  void eyasItselfAndTheProgramsThatItStarts() throws IOException {
    process(951, 950, 950, 0, "/usr/bin/cat", true, "/system.slice/eyas.service", "951");
    assertKind(ProtectedKind.EYAS, GUARD, true);
    assertKind(ProtectedKind.EYAS, 950, true);
    assertKind(ProtectedKind.EYAS, 951, true);
  }

  @Test
  void servicesRuntimesAndPackageManagersOfTheHost() throws IOException {
    process(100, 1, 100, 0, "/usr/lib/systemd/systemd-journald", true, "/system.slice/systemd-journald.service", "100");
    process(101, 1, 101, 0, "/usr/sbin/sshd", true, "/system.slice/ssh.service", "101");
    process(102, 1, 102, 0, "/usr/bin/containerd-shim-runc-v2", true, "/system.slice/containerd.service", "102");
    process(103, 1, 103, 0, "/usr/bin/kubelet", true, "/system.slice/kubelet.service", "103");
    process(104, 500, 104, 0, "/usr/bin/dpkg", true, "/user.slice/a.scope", "104");
    assertKind(ProtectedKind.SYSTEM_SERVICE, 100, true);
    assertKind(ProtectedKind.SYSTEM_SERVICE, 101, true);
    assertKind(ProtectedKind.CONTAINER_RUNTIME, 102, true);
    assertKind(ProtectedKind.CONTAINER_RUNTIME, 103, true);
    assertKind(ProtectedKind.PACKAGE_MANAGER, 104, true);
  }

  @Test
  void aNameAloneProtectsNobody() throws IOException {
    process(100, 500, 500, 0, "/usr/sbin/sshd", false, "/user.slice/a.scope", "100"); // another file, as in a container
    process(101, 500, 500, 0, "/tmp/sshd", true, "/user.slice/a.scope", "101");
    process(102, 500, 500, 0, "/usr/local/bin/sshd", true, "/user.slice/a.scope", "102");
    for (int pid = 100; pid <= 102; pid++) {
      assertKind(ProtectedKind.NONE, pid, false);
    }
  }

  @Test
  void mainProcessesUnlessTheyAreAllowed() throws IOException {
    process(100, 1, 100, 0, "/usr/sbin/nginx", true, "/system.slice/nginx.service", "100");
    process(101, 100, 100, 0, "/usr/sbin/nginx", true, "/system.slice/nginx.service", "101");
    process(102, 99, 102, 0, "/usr/bin/app", true, "/kubepods/x", "102\t1");
    assertKind(ProtectedKind.UNIT_MAIN, 100, false);
    assertKind(ProtectedKind.NONE, 100, true);
    assertKind(ProtectedKind.NONE, 101, false);
    assertKind(ProtectedKind.CONTAINER_INIT, 102, false);
    assertKind(ProtectedKind.NONE, 102, true);
  }

  @Test
  void theShellOfALoginButNotItsCommands() throws IOException {
    process(101, 1, 101, 0, "/usr/sbin/sshd", true, "/system.slice/ssh.service", "101");
    process(200, 101, 200, 34816, "/usr/bin/bash", true, "/user.slice/a.scope", "200");
    process(201, 200, 200, 34816, "/usr/bin/nc", true, "/user.slice/a.scope", "201");
    assertKind(ProtectedKind.LOGIN_SESSION, 200, true);
    assertKind(ProtectedKind.NONE, 201, true);
  }

  @Test
  void allAncestorsOfAProtectedProcess() throws IOException {
    process(300, 1, 300, 0, "/usr/bin/script", true, "/user.slice/a.scope", "300");
    process(301, 300, 300, 0, "/usr/bin/bash", true, "/user.slice/a.scope", "301");
    process(302, 301, 300, 0, "/usr/bin/apt-get", true, "/user.slice/a.scope", "302");
    assertKind(ProtectedKind.NONE, 300, true);
    processes.findAncestors();
    assertKind(ProtectedKind.ANCESTOR, 300, true);
    assertKind(ProtectedKind.ANCESTOR, 301, true);
  }

  @Test
  void aProcessThatCannotBeRead() throws IOException {
    process(100, 500, 500, 0, "/usr/bin/nc", true, "/user.slice/a.scope", "100");
    Files.delete(folder.resolve("proc/100/exe"));
    assertKind(ProtectedKind.UNREADABLE, 100, true);
  }

  private void assertKind(ProtectedKind kind, int pid, boolean allowsMain) throws IOException {
    assertEquals(kind, processes.kind(view.stat(pid), allowsMain));
  }

  /** A process whose program is the host's file of that path, or another one. */
  private void process(int pid, int parent, int session, int tty, String exe, boolean ofHost, String cgroup, String pids)
      throws IOException {
    Path process = Files.createDirectories(folder.resolve("proc/" + pid));
    Files.writeString(
        process.resolve("stat"),
        pid + " (a) S " + parent + " " + pid + " " + session + " " + tty + " -1 0 0 0 0 0 0 0 0 0 20 0 1 0 100 0 0 0");
    Files.writeString(process.resolve("status"), "Name:\ta\nNSpid:\t" + pids + "\nNSsid:\t1\n");
    Files.writeString(process.resolve("cgroup"), "0::" + cgroup + "\n");
    Path file = folder.resolve("root" + exe);
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, exe);
    }
    Files.createSymbolicLink(process.resolve("exe"), file);
    if (!ofHost) {
      Files.delete(file); // the path is one of another root
    }
  }
}
