package org.eyas.source.k8saudit.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions in followed logs that released versions wrote. */
class ReleasedPositionTest {
  private static final String FILE = "position";
  private static final ReadPosition POSITION = new ReadPosition(17, 4_711, new ReadPosition.Beginning(256, 0xcafe), 1L << 40, 99);

  @TempDir private Path folder;

  private static void save(Path file, ReadPosition position) {
    try (PositionFile opened = PositionFile.open(file.toString())) {
      opened.save(position.path(), position.inode(), position.beginning(), position.offset(), position.line());
    }
  }

  private static Optional<ReadPosition> read(Path file) {
    try (PositionFile opened = PositionFile.open(file.toString())) {
      return opened.read();
    }
  }

  @Test
  void positionsOfAllVersionsAreRead() throws Exception {
    for (Path released : ReleasedFiles.copies("position", folder, to -> save(to.resolve(FILE), POSITION))) {
      assertEquals(Optional.of(POSITION), read(released.resolve(FILE)), released.toString());
    }
  }

  @Test
  void bytesThatALaterVersionAddsAreIgnoredAndStay() throws IOException {
    Path file = folder.resolve(FILE);
    save(file, POSITION);
    byte[] more = {7, 8, 9};
    Files.write(file, more, StandardOpenOption.APPEND);
    assertEquals(Optional.of(POSITION), read(file));
    ReadPosition next = new ReadPosition(17, 4_711, POSITION.beginning(), (1L << 40) + 1, 100);
    save(file, next);
    assertEquals(Optional.of(next), read(file));
    byte[] bytes = Files.readAllBytes(file);
    assertArrayEquals(more, Arrays.copyOfRange(bytes, PositionCodec.LENGTH, bytes.length));
  }
}
