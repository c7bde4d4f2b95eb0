package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryStorageTest {
  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir private Path temp;

  // As a process that was killed leaves it.
  private Path left(String name, Duration age) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    Files.createDirectories(folder.resolve("framework/bundle1"));
    Files.writeString(folder.resolve("framework/bundle1/bundle.info"), "1");
    Path lock = Files.createFile(folder.resolve("lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(age)));
    return folder;
  }

  private Set<String> there() throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void errorWithoutAFolderSaysWhatToDo() throws IOException {
    Path full = Files.createFile(temp.resolve("file"));
    IOException refused = assertThrows(IOException.class, () -> TemporaryStorage.create(full));
    assertEquals(
        "cannot create a folder in " + full + ": Not a directory; bundles are unpacked there: name a folder that can be written,"
            + " EYAS_JAVA_OPTS=-Djava.io.tmpdir=DIR",
        refused.getMessage());
  }

  @Test
  void folderOfAKilledProcessIsRemovedByTheNextOne() throws Exception {
    left("eyas-1", Duration.ofHours(1));
    left("eyas-2", Duration.ofMinutes(2));
    try (TemporaryStorage storage = TemporaryStorage.create(temp)) {
      storage.removeAbandoned();
      assertEquals(1, there().size());
      assertTrue(there().contains(storage.file("").toAbsolutePath().getFileName().toString()));
    }
    assertEquals(Set.of(), there());
  }

  @Test
  void foldersInUseAndOtherFoldersStay() throws Exception {
    left("eyas-young", Duration.ZERO);
    left("falcon-1", Duration.ofHours(1));
    Files.createDirectories(temp.resolve("eyas-demo.x/without-a-lock"));
    Path aim = Files.createDirectories(temp.resolve("aim"));
    Files.createFile(aim.resolve("lock"));
    Files.setLastModifiedTime(aim.resolve("lock"), FileTime.from(Instant.EPOCH));
    Files.createSymbolicLink(temp.resolve("eyas-link"), aim);
    try (TemporaryStorage used = TemporaryStorage.create(temp);
        TemporaryStorage storage = TemporaryStorage.create(temp)) {
      Files.setLastModifiedTime(used.file("lock"), FileTime.from(Instant.EPOCH));
      Set<String> before = there();
      storage.removeAbandoned();
      assertEquals(before, there());
      assertTrue(Files.exists(aim.resolve("lock")));
    }
  }

  @Test
  void foldersOfOtherUsersStay() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can make files of others");
    Path foreign = left("eyas-1", Duration.ofHours(1));
    Files.setAttribute(foreign, "unix:uid", 65534);
    try (TemporaryStorage storage = TemporaryStorage.create(temp)) {
      storage.removeAbandoned();
      assertTrue(Files.exists(foreign));
    }
  }

  @Test
  void linksAreRemovedButNotTheirTargets() throws Exception {
    Path aim = Files.createFile(temp.resolve("precious"));
    Files.createSymbolicLink(left("eyas-1", Duration.ofHours(1)).resolve("framework/link"), aim);
    try (TemporaryStorage storage = TemporaryStorage.create(temp)) {
      storage.removeAbandoned();
      assertFalse(Files.exists(temp.resolve("eyas-1")));
      assertTrue(Files.exists(aim));
    }
  }

  @Test
  void itIsInMemoryUnlessTheUserNamesAFolder() {
    assertEquals(Path.of("/srv/tmp"), TemporaryStorage.preferredParent(Path.of("/srv/tmp"), 0));
    boolean hasRoom = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() >= 32 << 20;
    assertEquals(hasRoom ? MEMORY : Path.of("/tmp"), TemporaryStorage.preferredParent(Path.of("/tmp"), 0));
    assertEquals(hasRoom ? MEMORY : Path.of("/tmp"), TemporaryStorage.preferredParent(Path.of("/tmp"), 999));
    assertEquals(hasRoom ? MEMORY : Path.of("/tmp"), TemporaryStorage.preferredParent(Path.of("/tmp"), 65_534));
  }

  @Test
  void itIsNotInMemoryForUsersWhoLogInAndOut() {
    assertEquals(Path.of("/tmp"), TemporaryStorage.preferredParent(Path.of("/tmp"), 1000));
    assertEquals(Path.of("/tmp"), TemporaryStorage.preferredParent(Path.of("/tmp"), 60_000));
  }

  @Test
  void theUserOfThisProcessIsKnown() throws IOException {
    assertEquals(Files.getAttribute(Files.createFile(temp.resolve("mine")), "unix:uid"), TemporaryStorage.user());
  }

  @Test
  void whatKilledProcessesLeftInTheOtherUsualPlaceIsRemovedToo() throws Exception {
    assumeTrue(Files.isWritable(MEMORY), "skipped: there is no " + MEMORY + " that can be written");
    Path left = Files.createTempDirectory(Path.of("/tmp"), "eyas-");
    Path lock = Files.createFile(left.resolve("lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.EPOCH));
    try (TemporaryStorage storage = TemporaryStorage.create(MEMORY)) {
      storage.removeAbandoned();
      assertFalse(Files.exists(left));
    }
  }
}
