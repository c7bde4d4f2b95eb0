package org.eyas.enricher.container.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files are trusted. */
class TrustTest {
  private static final int SOMEBODY_ELSE = 54_321;

  @TempDir private Path folder;
  private Storage storage;

  @BeforeEach
  void storage() {
    storage = new Storage(folder);
  }

  private void assertRefused(TrustedFiles files, String path) {
    assertThrows(AccessDeniedException.class, () -> files.json(path), path);
  }

  @Test
  void aSymbolicLinkIsNotFollowed() throws IOException {
    Path outside = storage.write("outside/config.json", "{'a':'b'}");
    TrustedFiles files = storage.files("root");
    Files.createSymbolicLink(folder.resolve("root/file"), outside);
    Files.createSymbolicLink(folder.resolve("root/directory"), outside.getParent());
    assertRefused(files, "file");
    assertRefused(files, "directory/config.json");
    assertRefused(files, "../outside/config.json");
  }

  @Test
  void aFileThatOthersCanChangeIsNotTrusted() throws IOException {
    Path file = storage.write("root/config.json", "{'a':'b'}");
    TrustedFiles files = storage.files("root");
    assertEquals("b", files.json("config.json").orElseThrow().at("a").text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertRefused(files, "config.json");
    storage.write("root/config.json", "{}");
    Files.setPosixFilePermissions(folder.resolve("root"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(files, "config.json");
  }

  @Test
  void aFileOfAnotherUserIsNotTrusted() throws IOException {
    storage.write("root/config.json", "{'a':'b'}");
    if (storage.owner() != 0) {
      assertRefused(TrustedFiles.ofRoot(folder.resolve("root")), "config.json");
      return;
    }
    Files.setAttribute(folder.resolve("root/config.json"), "unix:uid", SOMEBODY_ELSE);
    assertRefused(storage.files("root"), "config.json");
    assertRefused(new TrustedFiles(folder.resolve("root"), SOMEBODY_ELSE), "config.json");
    Files.setAttribute(folder.resolve("root"), "unix:uid", SOMEBODY_ELSE);
    assertTrue(new TrustedFiles(folder.resolve("root"), SOMEBODY_ELSE).json("config.json").isPresent());
  }

  @Test
  void aUserCannotHaveFilesOfRootRead() throws IOException {
    assumeTrue(storage.owner() == 0, "skipped: only root has files of root");
    storage.podman("store");
    String bundle = folder.toRealPath() + "/store/overlay-containers/" + Storage.ID + "/userdata";
    assertThrows(
        AccessDeniedException.class, () -> named(RuntimeProcess.Kind.CONMON, bundle, Storage.ID, SOMEBODY_ELSE));
  }

  @Test
  @Timeout(30)
  void aFifoInPlaceOfAFileDoesNotMakeTheReaderWait() throws Exception {
    TrustedFiles files = storage.files("root");
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "644", folder + "/root/list.json").start().waitFor());
    assertRefused(files, "list.json");
  }

  // The attack: the file is a FIFO when it is opened, and a file when it is checked.
  @Test
  @Timeout(60)
  void aFileThatIsExchangedForAFifoAllTheTimeDoesNotMakeTheReaderWait() throws Exception {
    TrustedFiles files = storage.files("root");
    Path file = storage.write("root/file", "{'a':'b'}");
    Path fifo = folder.resolve("root/fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "644", fifo.toString()).start().waitFor());
    Path now = folder.resolve("root/config.json");
    AtomicBoolean isOver = new AtomicBoolean();
    Thread exchanger =
        Thread.ofPlatform().start(
            () -> {
              for (int i = 0; !isOver.get(); i++) {
                try {
                  Path link = folder.resolve("root/next");
                  Files.deleteIfExists(link);
                  Files.createLink(link, i % 2 == 0 ? file : fifo);
                  Files.move(link, now, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    int read = 0;
    int refused = 0;
    try {
      for (int i = 0; i < 5_000; i++) {
        try {
          read += files.json("config.json").isPresent() ? 1 : 0;
        } catch (AccessDeniedException e) {
          refused++;
        }
      }
    } finally {
      isOver.set(true);
      exchanger.join();
    }
    assertTrue(read > 0 && refused > 0, "read " + read + ", refused " + refused);
  }

  @Test
  void aLargeFileOfAUserIsRefused() throws IOException {
    assumeTrue(storage.owner() == 0, "skipped: only root can give files to another user");
    storage.write("root/config.json", "{'a':'" + "x".repeat(TrustedFiles.MOST_BYTES_OF_USER) + "'}");
    assertTrue(storage.files("root").json("config.json").isPresent(), "of root, larger ones are read");
    Files.setAttribute(folder.resolve("root/config.json"), "unix:uid", SOMEBODY_ELSE);
    Files.setAttribute(folder.resolve("root"), "unix:uid", SOMEBODY_ELSE);
    TrustedFiles files = new TrustedFiles(folder.resolve("root"), SOMEBODY_ELSE);
    IOException refusal = assertThrows(IOException.class, () -> files.json("config.json"));
    assertTrue(refusal.getMessage().contains("larger than 262144 bytes"), refusal::getMessage);
  }

  @Test
  void aListIsParsedUpToTheWantedElement() throws IOException {
    storage.write("root/list.json", "[{'id':'a'},{'id':'b','n':1},{'id':'b','n':2}, and this is not JSON");
    TrustedFiles files = storage.files("root");
    assertEquals("1", files.element("list.json", each -> each.at("id").text().equals("b")).orElseThrow().at("n").text());
    assertThrows(IOException.class, () -> files.element("list.json", each -> each.at("id").text().equals("c")));
    assertEquals(Optional.empty(), files.element("missing.json", each -> true));
  }

  @Test
  void somethingOtherThanAFileIsNotRead() throws IOException {
    storage.write("root/directory/file", "{}");
    assertRefused(storage.files("root"), "directory");
  }

  @Test
  void linksOfTheHostAreFollowedBelowItsRoot() throws IOException {
    Path host = Files.createDirectories(folder.resolve("host")).toRealPath();
    Files.createDirectories(host.resolve("data/docker"));
    Files.createDirectories(host.resolve("var/lib"));
    Files.createSymbolicLink(host.resolve("var/lib/docker"), Path.of("/data/docker"));
    Files.createSymbolicLink(host.resolve("up"), Path.of("../../../data"));
    Files.createSymbolicLink(host.resolve("loop"), Path.of("loop"));
    HostRoot root = new HostRoot(host);
    assertEquals(host.resolve("data/docker"), root.resolve("/var/lib/docker"));
    assertEquals(host.resolve("data/docker"), root.resolve("/up/docker"));
    assertThrows(IOException.class, () -> root.resolve("/loop"));
  }

  private Optional<ContainerFacts> named(RuntimeProcess.Kind kind, String bundle, String id, long uid) throws IOException {
    return new ShimNamedFiles(new HostRoot(Path.of("/")), new RuntimeProcess(kind, bundle, id, uid), 100).find(Storage.ID);
  }

  @Test
  void conmonNamesItsStorage() throws IOException {
    storage.podman("store");
    Path real = folder.toRealPath();
    String bundle = real + "/store/overlay-containers/" + Storage.ID + "/userdata";
    ContainerFacts found = named(RuntimeProcess.Kind.CONMON, bundle, Storage.ID, storage.owner()).orElseThrow();
    assertEquals("two", found.text(ContainerPart.NAME));
    assertEquals(Optional.empty(), named(RuntimeProcess.Kind.CONMON, bundle, "f".repeat(64), storage.owner()));
    assertEquals(Optional.empty(), named(RuntimeProcess.Kind.CONMON, real + "/store/x", Storage.ID, storage.owner()));
    assertEquals(Optional.empty(), named(RuntimeProcess.Kind.CONMON, "/userdata", Storage.ID, storage.owner()));
  }

  @Test
  void conmonOfOneUserDoesNotSpeakForTheFilesOfAnother() throws IOException {
    storage.podman("store");
    String bundle = folder.toRealPath() + "/store/overlay-containers/" + Storage.ID + "/userdata";
    if (storage.owner() == 0) {
      try (var all = Files.walk(folder.resolve("store"))) {
        for (Path file : all.toList()) {
          Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE + 1);
        }
      }
    }
    assertThrows(
        AccessDeniedException.class, () -> named(RuntimeProcess.Kind.CONMON, bundle, Storage.ID, SOMEBODY_ELSE));
  }

  @Test
  void onlyAShimOfRootIsTrusted() throws IOException {
    storage.kubernetes("state");
    String bundle = folder.toRealPath() + "/state/io.containerd.runtime.v2.task/k8s.io/sandbox";
    assertEquals(Optional.empty(), named(RuntimeProcess.Kind.SHIM, bundle, "sandbox", 1000));
    if (storage.owner() == 0) {
      assertEquals("app", named(RuntimeProcess.Kind.SHIM, bundle, "sandbox", 0).orElseThrow().text(ContainerPart.NAME));
    }
  }

  @Test
  void theShimOfDockerLeadsToItsDataRoot() throws IOException {
    assumeTrue(storage.owner() == 0, "skipped: the files of docker belong to root, and the test does not run as root");
    storage.docker("data");
    Path real = folder.toRealPath();
    storage.write(
        "exec/moby/" + Storage.ID + "/config.json",
        "{'mounts':[{'destination':'/etc/hostname','source':'" + real + "/data/containers/$ID/hostname','options':['rbind']}]}");
    ContainerFacts found = named(RuntimeProcess.Kind.SHIM, real + "/exec/moby/" + Storage.ID, Storage.ID, 0).orElseThrow();
    assertEquals(List.of("web", "docker"), List.of(found.text(ContainerPart.NAME), found.text(ContainerPart.TYPE)));
  }
}
