package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampsTest {
  @TempDir private Path folder;
  private Path rules;
  private Path jars;

  @BeforeEach
  void makeFiles() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), "one");
    jars = Files.createDirectory(folder.resolve("jars"));
    Files.writeString(jars.resolve("a.jar"), "a");
  }

  /** A change that a test makes. */
  private interface Change {
    void make() throws IOException;
  }

  private List<String> changesOf(Change change) throws IOException {
    List<Path> paths = List.of(rules, jars, folder.resolve("missing.yaml"));
    FileStamps before = FileStamps.of(paths);
    change.make();
    return before.changesUntil(FileStamps.of(paths)).stream()
        .map(found -> found.toString().replace(folder + "/", "")).toList();
  }

  @Test
  void nothingHasChangedIfNobodyDidAnything() throws IOException {
    assertEquals(List.of(), changesOf(() -> Files.readString(rules)));
  }

  @Test
  void anotherTextIsNoticedAlsoIfSizeAndTimeStayTheSame() throws IOException {
    FileTime time = Files.getLastModifiedTime(rules);
    assertEquals(
        List.of("rules.yaml (changed)"),
        changesOf(
            () -> {
              Files.writeString(rules, "two");
              Files.setLastModifiedTime(rules, time);
            }));
  }

  @Test
  void anotherFileUnderTheSameNameIsNoticed() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "one");
    assertEquals(
        List.of("rules.yaml (changed)"),
        changesOf(() -> Files.move(other, rules, StandardCopyOption.REPLACE_EXISTING)));
  }

  @Test
  void anotherModeIsNoticed() throws IOException {
    assertEquals(
        List.of("rules.yaml (changed)"),
        changesOf(() -> Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-rw-rw-"))));
  }

  @Test
  void aFileThatAppearsOrDisappearsIsNoticed() throws IOException {
    assertEquals(
        List.of("jars/a.jar (removed)", "jars/b.jar (added)", "missing.yaml (added)"),
        changesOf(
            () -> {
              Files.delete(jars.resolve("a.jar"));
              Files.writeString(jars.resolve("b.jar"), "b");
              Files.writeString(folder.resolve("missing.yaml"), "");
            }));
  }

  @Test
  void filesThatComeAndGoWhileAFolderIsReadDoNotHideTheOthers() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread other = Thread.ofPlatform().start(() -> comeAndGo(done));
    try {
      for (int i = 0; i < 3_000; i++) {
        assertTrue(FileStamps.of(List.of(jars)).stamps().containsKey(jars.resolve("a.jar")));
      }
    } finally {
      done.set(true);
      other.join();
    }
  }

  private void comeAndGo(AtomicBoolean done) {
    try {
      while (!done.get()) {
        for (int i = 0; i < 20; i++) {
          Files.writeString(jars.resolve("new" + i), "");
        }
        for (int i = 0; i < 20; i++) {
          Files.delete(jars.resolve("new" + i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
