package org.eyas.enricher.container.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.enricher.container.disk.HostRoot;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAccountFilesTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private ContainerRoot container;

  @BeforeEach
  void makeContainer() throws IOException {
    container = new ContainerRoot(folder, 7).change();
  }

  private Accounts read() throws IOException {
    return new ProcessAccountFiles(container.host()).read(7, ContainerRoot.ID, Optional.empty()).orElseThrow().accounts();
  }

  @Test
  void usersAndGroupsAreThoseOfTheContainer() throws IOException {
    container.users("root:x:0:0::/root:/bin/sh", "web:x:1000:7::/srv:/bin/false", "broken");
    Files.writeString(container.etc("group"), "lp:x:7:\n");
    Accounts accounts = read();
    assertEquals("web", accounts.userName(1000).toString());
    assertEquals("/srv", accounts.homeDirectory(1000).toString());
    assertEquals("/bin/false", accounts.shell(1000).toString());
    assertEquals("lp", accounts.groupName(7).toString());
    assertSame(Text.ABSENT, accounts.userName(1001));
    assertSame(Text.ABSENT, accounts.groupName(1000));
  }

  @Test
  void rootIsKnownWithoutFiles() throws IOException {
    Accounts accounts = read();
    assertEquals("root", accounts.userName(0).toString());
    assertEquals("/root", accounts.homeDirectory(0).toString());
    assertSame(Text.ABSENT, accounts.shell(0));
    assertEquals("root", accounts.groupName(0).toString());
  }

  @Test
  void idsOfAUserNamespaceAreTranslated() throws IOException {
    container.ids("         0       1000          1\n         1     100000      65536").users("web:x:33:33::/:",
        "ann:x:1000:0::/:");
    Accounts accounts = read();
    assertEquals("root", accounts.userName(1000).toString());
    assertEquals("web", accounts.userName(100_032).toString());
    assertSame(Text.ABSENT, accounts.userName(33));
    assertSame(Text.ABSENT, accounts.userName(0));
  }

  @Test
  void aLinkDoesNotLeadToAFileOfTheHost() throws IOException {
    Path ofHost = Files.writeString(folder.resolve("secret"), "host:x:1000:0::/:\n");
    Files.createSymbolicLink(container.etc("passwd"), ofHost);
    assertSame(Text.ABSENT, read().userName(1000));
    Files.delete(container.etc("passwd"));
    Files.createSymbolicLink(container.etc("passwd"), Path.of("../../secret"));
    assertSame(Text.ABSENT, read().userName(1000));
  }

  @Test
  void aLinkWithinTheContainerIsFollowed() throws IOException {
    Files.writeString(container.etc("accounts"), "web:x:1000:0::/:\n");
    Files.createSymbolicLink(container.etc("passwd"), Path.of("/etc/accounts"));
    assertEquals("web", read().userName(1000).toString());
  }

  @Test
  void aFifoDoesNotBlock() throws Exception {
    int code = new ProcessBuilder("mkfifo", container.etc("passwd").toString()).start().waitFor();
    assumeTrue(code == 0, "skipped: no mkfifo on this machine");
    Accounts accounts = Assertions.assertTimeoutPreemptively(LIMIT, this::read);
    assertSame(Text.ABSENT, accounts.userName(1000));
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    container.users("web:x:1000:0::/:", "#".repeat(ContainerAccountFile.MOST_BYTES));
    assertSame(Text.ABSENT, read().userName(1000));
  }

  @Test
  void theRootOfTheHostIsNotThatOfAContainer() throws IOException {
    Files.delete(folder.resolve("proc/7/root"));
    container.unchanged();
    assertTrue(new ProcessAccountFiles(container.host()).read(7, ContainerRoot.ID, Optional.empty()).isEmpty());
  }

  /** A process of this machine whose root directory is that of the container. */
  private record Running(Process process, String cgroup) implements AutoCloseable {
    static Running in(Path root, String... before) throws IOException {
      List<String> command = new ArrayList<>(List.of(before));
      command.addAll(List.of("chroot", root.toString(), "/busybox", "sh", "-c", "echo started; exec /busybox cat"));
      Process process = new ProcessBuilder(command).start();
      assertEquals("started", process.inputReader().readLine());
      String cgroups = Files.readString(Path.of("/proc/" + process.pid() + "/cgroup"));
      return new Running(process, cgroups.substring(0, cgroups.indexOf('\n')).replaceFirst(".*/", ""));
    }

    Optional<ProcessAccountFiles.Content> read(Optional<ProcessAccountFiles.Content> earlier) throws IOException {
      return new ProcessAccountFiles(new HostRoot(Path.of("/"))).read(process.pid(), cgroup, earlier);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private Path rootWithBusybox() throws IOException {
    Path busybox = Path.of("/bin/busybox");
    assumeTrue(
        Files.isExecutable(busybox) && Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")),
        "skipped: no busybox (apt-get install busybox-static), or the test does not run as root");
    Path root = folder.resolve("container");
    Files.copy(busybox, root.resolve("busybox"));
    return root;
  }

  @Test
  void theFilesOfAProcessWithARootOfItsOwnAreRead() throws Exception {
    Path root = rootWithBusybox();
    container.users("web:x:1000:0::/:");
    try (Running running = Running.in(root)) {
      assertEquals("web", running.read(Optional.empty()).orElseThrow().accounts().userName(1000).toString());
      ProcessAccountFiles files = new ProcessAccountFiles(new HostRoot(Path.of("/")));
      assertTrue(files.read(ProcessHandle.current().pid(), running.cgroup(), Optional.empty()).isEmpty());
    }
  }

  @Test
  void aProcessWithMountsOfItsOwnIsNotRead() throws Exception {
    Path root = rootWithBusybox();
    int code = new ProcessBuilder("unshare", "--mount", "true").start().waitFor();
    assumeTrue(code == 0, "skipped: no mount namespaces on this machine");
    container.users("web:x:1000:0::/:");
    try (Running first = Running.in(root);
        Running other = Running.in(root, "unshare", "--mount")) {
      Optional<ProcessAccountFiles.Content> content = first.read(Optional.empty());
      container.users("forged:x:1000:0::/:");
      assertSame(content.orElseThrow(), other.read(content).orElseThrow());
      assertEquals("forged", first.read(content).orElseThrow().accounts().userName(1000).toString());
    }
  }

  @Test
  void aProgramThatChangesItsRootDoesNotRenameTheUsersOfItsContainer() throws IOException {
    container.users("web:x:1000:0::/:");
    ProcessAccountFiles files = new ProcessAccountFiles(container.host());
    Optional<ProcessAccountFiles.Content> first = files.read(7, ContainerRoot.ID, Optional.empty());
    container.changeTo("forged").users("forged:x:1000:0::/:");
    assertSame(first.orElseThrow(), files.read(7, ContainerRoot.ID, first).orElseThrow());
  }

  @Test
  void aProgramInAUserNamespaceOfItsOwnDoesNotRenumberTheUsersOfItsContainer() throws IOException {
    container.users("web:x:1000:0::/:");
    ProcessAccountFiles files = new ProcessAccountFiles(container.host());
    Optional<ProcessAccountFiles.Content> first = files.read(7, ContainerRoot.ID, Optional.empty());
    container.users("web:x:1000:0::/:", "ann:x:1001:0::/:");
    for (String map : List.of("uid_map", "gid_map")) {
      container.ids("0 0 4294967295").ids(map, "0 1000 1");
      assertSame(first.orElseThrow(), files.read(7, ContainerRoot.ID, first).orElseThrow(), map);
    }
  }

  @Test
  void anotherProcessWithTheSameIdIsNotRead() {
    ProcessAccountFiles files = new ProcessAccountFiles(container.host());
    assertThrows(NoSuchFileException.class, () -> files.read(7, "f".repeat(64), Optional.empty()));
    assertThrows(NoSuchFileException.class, () -> files.read(8, ContainerRoot.ID, Optional.empty()));
  }

  @Test
  void filesThatAreTheSameAreNotReadAgain() throws IOException {
    container.users("web:x:1000:0::/:");
    ProcessAccountFiles files = new ProcessAccountFiles(container.host());
    Optional<ProcessAccountFiles.Content> first = files.read(7, ContainerRoot.ID, Optional.empty());
    assertSame(first.orElseThrow(), files.read(7, ContainerRoot.ID, first).orElseThrow());
    container.users("web:x:1000:0::/:", "ann:x:1001:0::/:");
    assertEquals("ann", files.read(7, ContainerRoot.ID, first).orElseThrow().accounts().userName(1001).toString());
  }
}
