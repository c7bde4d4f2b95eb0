package org.eyas.enricher.container.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.enricher.container.disk.HostRoot;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootFilesTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private ContainerRoot container;

  @BeforeEach
  void makeContainer() throws IOException {
    container = new ContainerRoot(folder, 7).change();
  }

  private Accounts read() throws IOException {
    return new RootFiles(container.host()).read(7, ContainerRoot.ID, Optional.empty()).orElseThrow().accounts();
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
    container.users("web:x:1000:0::/:", "#".repeat(RootFiles.MOST_BYTES));
    assertSame(Text.ABSENT, read().userName(1000));
  }

  @Test
  void theRootOfTheHostIsNotThatOfAContainer() throws IOException {
    Files.delete(folder.resolve("proc/7/root"));
    container.unchanged();
    assertTrue(new RootFiles(container.host()).read(7, ContainerRoot.ID, Optional.empty()).isEmpty());
  }

  @Test
  void theFilesOfAProcessWithARootOfItsOwnAreRead() throws Exception {
    Path busybox = Path.of("/bin/busybox");
    assumeTrue(
        Files.isExecutable(busybox) && Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")),
        "skipped: no busybox (apt-get install busybox-static), or the test does not run as root");
    container.users("web:x:1000:0::/:");
    Path root = folder.resolve("container");
    Files.copy(busybox, root.resolve("busybox"));
    Process process =
        new ProcessBuilder("chroot", root.toString(), "/busybox", "sh", "-c", "echo started; exec /busybox cat").start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("started", out.readLine());
      String cgroups = Files.readString(Path.of("/proc/" + process.pid() + "/cgroup"));
      String cgroup = cgroups.substring(0, cgroups.indexOf('\n')).replaceFirst(".*/", "");
      RootFiles files = new RootFiles(new HostRoot(Path.of("/")));
      Accounts accounts = files.read(process.pid(), cgroup, Optional.empty()).orElseThrow().accounts();
      assertEquals("web", accounts.userName(1000).toString());
      assertTrue(files.read(ProcessHandle.current().pid(), cgroup, Optional.empty()).isEmpty());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anotherProcessWithTheSameIdIsNotRead() {
    RootFiles files = new RootFiles(container.host());
    assertThrows(NoSuchFileException.class, () -> files.read(7, "f".repeat(64), Optional.empty()));
    assertThrows(NoSuchFileException.class, () -> files.read(8, ContainerRoot.ID, Optional.empty()));
  }

  @Test
  void filesThatAreTheSameAreNotReadAgain() throws IOException {
    container.users("web:x:1000:0::/:");
    RootFiles files = new RootFiles(container.host());
    Optional<RootFiles.Content> first = files.read(7, ContainerRoot.ID, Optional.empty());
    assertSame(first.orElseThrow(), files.read(7, ContainerRoot.ID, first).orElseThrow());
    container.users("web:x:1000:0::/:", "ann:x:1001:0::/:");
    assertEquals("ann", files.read(7, ContainerRoot.ID, first).orElseThrow().accounts().userName(1001).toString());
  }
}
