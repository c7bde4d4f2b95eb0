package org.eyas.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchPointsTest {
  @TempDir private Path folder;

  private WatchPoints pointsOf(String path) {
    return new WatchPoints(List.of(folder.resolve(path)));
  }

  @Test
  void aFolderWithoutTheFileIsNotWatchedForWriting() {
    assertFalse(pointsOf("missing/bundles.d").hasFiles(folder));
    assertFalse(pointsOf("missing").hasFiles(folder));
  }

  @Test
  void aFolderWithTheFileIsWatchedForWriting() throws Exception {
    Files.createFile(folder.resolve("rules.yaml"));
    assertTrue(pointsOf("rules.yaml").hasFiles(folder));
  }

  @Test
  void theFolderOfAFolderIsNotWatchedForWriting() throws Exception {
    Files.createDirectories(folder.resolve("rules.d"));
    assertFalse(pointsOf("rules.d").hasFiles(folder));
    assertTrue(pointsOf("rules.d").hasFiles(folder.resolve("rules.d")));
  }
}
