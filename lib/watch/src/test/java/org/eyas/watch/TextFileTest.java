package org.eyas.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = Files.writeString(folder.resolve("a.yaml"), "one\n");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(VersionFolder.NAME)).sorted().toList();
    }
  }

  @Test
  void theModeStaysAndNothingIsLeftBehind() throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    new TextFile(path).replace("one\n", "two: é\n");
    assertEquals("two: é\n", Files.readString(path));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(List.of("a.yaml"), names());
  }

  @Test
  void theOwnerStays() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give files away");
    Files.setAttribute(path, "unix:uid", 65534);
    Files.setAttribute(path, "unix:gid", 65533);
    new TextFile(path).replace("one\n", "two\n");
    assertEquals(65534, Files.getAttribute(path, "unix:uid"));
    assertEquals(65533, Files.getAttribute(path, "unix:gid"));
  }

  @Test
  void whatSomebodyElseChangedMeanwhileStays() throws IOException {
    RefusedEditException e =
        assertThrows(RefusedEditException.class, () -> new TextFile(path).replace("zero\n", "two\n"));
    assertTrue(e.getMessage().endsWith("a.yaml has been changed by somebody else: read it again"), e::getMessage);
    assertEquals("one\n", Files.readString(path));
    assertEquals(List.of("a.yaml"), names());
  }

  @Test
  void aLinkIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), path);
    RefusedEditException e =
        assertThrows(RefusedEditException.class, () -> new TextFile(link).replace("one\n", "two\n"));
    assertTrue(e.getMessage().contains("is a symbolic link"), e::getMessage);
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void bytesThatAreNoTextAreNotReplacedByWhatTheyLookLike() throws IOException {
    Files.write(path, new byte[] {(byte) 0xff, '\n'});
    IOException e = assertThrows(IOException.class, () -> new TextFile(path).replace("\ufffd\n", "two\n"));
    assertTrue(e.getMessage().contains("is not UTF-8 text"), e::getMessage);
  }
}
