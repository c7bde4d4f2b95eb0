package org.eyas.linux.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedPathTest {
  @TempDir private Path folder;

  @Test
  void linksDoNotLeadOutOfTheDirectory() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(folder.resolve("file"), "outside");
    Files.writeString(root.resolve("file"), "inside");
    Files.createSymbolicLink(root.resolve("up"), Path.of("../file"));
    Files.createSymbolicLink(root.resolve("absolute"), Path.of("/file"));
    try (OpenedPath directory = OpenedPath.of(root);
        OpenedPath up = directory.below("up");
        OpenedPath absolute = directory.below("absolute")) {
      assertEquals("inside", Files.readString(up.path()));
      assertEquals("inside", Files.readString(absolute.path()));
    }
  }

  @Test
  void itStaysTheSameFileWhenAnotherGetsItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "first");
    try (OpenedPath opened = OpenedPath.of(file)) {
      Files.delete(file);
      Files.writeString(file, "second");
      assertEquals("first", Files.readString(opened.path()));
    }
  }

  @Test
  void filesOfOneMountHaveItsNumber() throws IOException {
    try (OpenedPath proc = OpenedPath.of(Path.of("/proc"));
        OpenedPath self = OpenedPath.of(Path.of("/proc/self"));
        OpenedPath other = OpenedPath.of(folder)) {
      assertEquals(proc.mount(), self.mount());
      assertNotEquals(proc.mount(), other.mount());
      String line = other.mount() + " ";
      assertTrue(Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().anyMatch(each -> each.startsWith(line)));
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    try (OpenedPath directory = OpenedPath.of(folder)) {
      NoSuchFileException missing = assertThrows(NoSuchFileException.class, () -> directory.below("etc/passwd"));
      assertEquals("etc/passwd", missing.getFile());
    }
  }
}
