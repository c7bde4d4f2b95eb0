package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
}
