package org.eyas.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.eyas.api.undo.ChangeAuthor;
import org.eyas.api.undo.FileVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFolderTest {
  @TempDir private Path folder;
  private VersionFolder versions;
  private TextFile file;

  @BeforeEach
  void make() {
    versions = new VersionFolder(folder);
    file = new TextFile(folder.resolve("a.yaml"), text -> text.replace("hunter2", "HIDDEN"));
  }

  private List<String> summary() throws IOException {
    return versions.versions().stream()
        .map(version -> version.number() + " " + version.who() + " " + version.change() + " " + version.text().strip()).toList();
  }

  private void edit(String who, String before, String after) throws Exception {
    ChangeAuthor.apply(who, () -> {
      try {
        file.replace(before, after);
      } catch (RefusedEditException e) {
        throw new IOException(e);
      }
    });
  }

  @Test
  void eachChangeIsAVersionWithItsAuthorAndChangesOfOthersAreFound() throws Exception {
    Files.writeString(file.path(), "one\n");
    edit("ann", "one\n", "two\n");
    Files.writeString(file.path(), "by hand\n");
    edit("bob\nwho root", "by hand\n", "three\n");
    file.delete("three\n");
    file.create("four\n");
    assertEquals(
        List.of("1  found one", "2 ann changed two", "3  found by hand", "4 bob\\x0awho root changed three", "5 eyas removed",
            "6 eyas created four"),
        summary().stream().map(String::strip).toList());
    FileVersion second = versions.versions().get(1);
    assertEquals(new FileVersion.Difference(List.of("one"), List.of("two")), second.since(versions.versions().getFirst()));
  }

  @Test
  void onlyTheOwnerMayReadVersionsAndTheyHaveNoSecret() throws Exception {
    Files.writeString(file.path(), "password: hunter2\n");
    edit("ann", "password: hunter2\n", "password: hunter2\nx: 1\n");
    Path own = folder.resolve(VersionFolder.NAME).resolve("a.yaml");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own.getParent())));
    for (String name : List.of("00000001", "00000002")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve(name))));
      assertTrue(Files.readString(own.resolve(name)).contains("password: HIDDEN\n"), "a placeholder");
    }
  }

  @Test
  void theOldestOfMoreThanFiftyVersionsIsRemovedAndNumbersGoOn() throws Exception {
    Files.writeString(file.path(), "0");
    for (int i = 0; i < VersionFolder.MOST + 10; i++) {
      edit("ann", String.valueOf(i), String.valueOf(i + 1));
    }
    List<FileVersion> kept = versions.versions();
    assertEquals(VersionFolder.MOST, kept.size());
    assertEquals(VersionFolder.MOST + 11, kept.getLast().number());
    assertEquals("60", kept.getLast().text());
  }

  @Test
  void aFolderToWhichOthersMayWriteIsRefusedAndTheFileStays() throws Exception {
    Files.writeString(file.path(), "one\n");
    Path root = Files.createDirectory(folder.resolve(VersionFolder.NAME));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    IOException e = assertThrows(IOException.class, () -> file.replace("one\n", "two\n"));
    assertTrue(e.getMessage().startsWith(root + " belongs to another user, or others may write to it"), e::getMessage);
    assertEquals("one\n", Files.readString(file.path()));
    assertThrows(IOException.class, versions::versions);
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRefused() throws Exception {
    Files.writeString(file.path(), "one\n");
    Path target = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve(VersionFolder.NAME), target);
    IOException e = assertThrows(IOException.class, () -> file.replace("one\n", "two\n"));
    assertTrue(e.getMessage().contains("is not a folder"), e::getMessage);
    assertEquals("one\n", Files.readString(file.path()));
  }

  @Test
  void aVersionInALaterFormatIsSkippedAndStaysAndItsNumberIsNotGivenAgain() throws Exception {
    Files.writeString(file.path(), "one\n");
    edit("ann", "one\n", "two\n");
    Path later = folder.resolve(VersionFolder.NAME).resolve("a.yaml").resolve("00000007");
    Files.writeString(later, "eyas-version 2\nanything");
    edit("ann", "two\n", "three\n");
    assertEquals(List.of("1  found one", "2 ann changed two", "8 ann changed three"), summary());
    assertTrue(Files.exists(later));
  }

  @Test
  void aChangeThatFailsIsNoVersion() throws Exception {
    Files.writeString(file.path(), "one\n");
    assertThrows(RefusedEditException.class, () -> file.replace("other\n", "two\n"));
    assertThrows(RefusedEditException.class, () -> file.create("two\n"));
    assertEquals(List.of(), summary());
  }
}
