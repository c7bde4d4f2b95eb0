package org.eyas.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {
  @TempDir private Path folder;

  private String now(String... names) {
    return FileFingerprint.of(List.of(names).stream().map(folder::resolve).toList());
  }

  @Test
  void sameContentIsTheSameWhateverItsTime() throws IOException {
    Files.writeString(folder.resolve("a"), "text");
    String before = now("a");
    Files.delete(folder.resolve("a"));
    Files.writeString(folder.resolve("a"), "text");
    assertEquals(before, now("a"));
    Files.writeString(folder.resolve("a"), "texts");
    assertNotEquals(before, now("a"));
  }

  @Test
  void aFolderIsWhatStandsInItsFiles() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules.d"));
    String empty = now("rules.d");
    Files.writeString(rules.resolve("a"), "1");
    String one = now("rules.d");
    Files.move(rules.resolve("a"), rules.resolve("b"));
    String renamed = now("rules.d");
    assertEquals(3, List.of(empty, one, renamed).stream().distinct().count());
  }

  @Test
  void aFileThatWasReadBeforeCountsWithWhatWasRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "read");
    String before = now("a");
    Files.writeString(file, "changed");
    assertEquals(before, FileFingerprint.of(List.of(file), Map.of(file, "read".getBytes(StandardCharsets.UTF_8))));
    assertNotEquals(before, now("a"));
  }

  @Test
  void whatIsMissingIsNotEmpty() throws IOException {
    String missing = now("a");
    Files.writeString(folder.resolve("a"), "");
    assertNotEquals(missing, now("a"));
  }
}
