package org.eyas.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingWriterTest {
  @TempDir Path folder;

  @Test
  void limitsTheDataThatWaitsForTheDisk() {
    RecordingWriter writer = new RecordingWriter();
    for (int i = 0; i < RecordingWriter.PIECES; i++) {
      assertNotNull(writer.take(0));
    }
    assertNull(writer.take(0), "all pieces are in use");
    long before = System.nanoTime();
    assertNull(writer.take(50));
    assertTrue(System.nanoTime() - before >= 40_000_000);
  }

  @Test
  void piecesComeBackAndAFileWithoutEventsIsStillClosed() throws Exception {
    RecordingWriter writer = new RecordingWriter();
    RecordingFile file = new RecordingFile(folder.resolve("x"), 0, (megabytes, written) -> {});
    for (int i = 0; i < 3 * RecordingWriter.PIECES; i++) {
      Piece piece = writer.take(5_000);
      assertNotNull(piece);
      piece.length = 10;
      piece.file = file;
      piece.last = i == 3 * RecordingWriter.PIECES - 1;
      writer.give(piece);
    }
    writer.close(5_000);
    assertTrue(Files.size(folder.resolve("x")) > 18);
    writer.close(1); // waits for nothing when called again
  }

  @Test
  void whyAFileCannotBeWrittenIsOneLineThatNamesIt() throws Exception {
    RecordingFile file = new RecordingFile(folder.resolve("no/x.scap"), 0, (megabytes, written) -> {});
    Piece piece = new Piece();
    piece.length = 1;
    file.write(piece);
    assertTrue(file.isOver());
    assertEquals(
        "capture " + folder + "/no/x.scap cannot be written: there is no such directory (see capture.path_prefix)",
        file.finish());
    RecordingFile directory = new RecordingFile(folder, 0, (megabytes, written) -> {});
    directory.write(piece);
    assertEquals("capture " + folder + " cannot be written: Is a directory", directory.finish());
  }

  @Test
  void aFullDiskIsReportedToo() throws Exception {
    Path full = Path.of("/dev/full");
    RecordingFile file = new RecordingFile(full, 0, (megabytes, written) -> {});
    Piece piece = new Piece();
    piece.length = 100;
    file.write(piece);
    assertEquals("capture /dev/full cannot be written: No space left on device", file.finish());
  }
}
