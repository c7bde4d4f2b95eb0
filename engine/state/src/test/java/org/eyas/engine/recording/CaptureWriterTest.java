package org.eyas.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureWriterTest {
  @TempDir Path folder;

  @Test
  void limitsTheDataThatWaitsForTheDisk() {
    CaptureWriter writer = new CaptureWriter();
    for (int i = 0; i < CaptureWriter.PIECES; i++) {
      assertNotNull(writer.acquireBuffer(0));
    }
    assertNull(writer.acquireBuffer(0), "all pieces are in use");
    long before = System.nanoTime();
    assertNull(writer.acquireBuffer(50));
    assertTrue(System.nanoTime() - before >= 40_000_000);
  }

  @Test
  void piecesComeBackAndAFileWithoutEventsIsStillClosed() throws Exception {
    CaptureWriter writer = new CaptureWriter();
    CaptureFile file = new CaptureFile(folder.resolve("x"), 0, (megabytes, written) -> {});
    for (int i = 0; i < 3 * CaptureWriter.PIECES; i++) {
      CaptureBuffer piece = writer.acquireBuffer(5_000);
      assertNotNull(piece);
      piece.length = 10;
      piece.file = file;
      piece.last = i == 3 * CaptureWriter.PIECES - 1;
      writer.submitBuffer(piece);
    }
    writer.close(5_000);
    assertTrue(Files.size(folder.resolve("x")) > 18);
    writer.close(1); // waits for nothing when called again
  }

  @Test
  void whyAFileCannotBeWrittenIsOneLineThatNamesIt() throws Exception {
    CaptureFile file = new CaptureFile(folder.resolve("no/x.scap"), 0, (megabytes, written) -> {});
    CaptureBuffer piece = new CaptureBuffer();
    piece.length = 1;
    file.write(piece);
    assertTrue(file.isOver());
    assertEquals(
        "capture " + folder + "/no/x.scap cannot be written: there is no such directory (see capture.path_prefix)",
        file.finish());
    CaptureFile directory = new CaptureFile(folder, 0, (megabytes, written) -> {});
    directory.write(piece);
    assertEquals("capture " + folder + " cannot be written: Is a directory", directory.finish());
  }

  @Test
  void aFullDiskIsReportedToo() throws Exception {
    Path full = Path.of("/dev/full");
    CaptureFile file = new CaptureFile(full, 0, (megabytes, written) -> {});
    CaptureBuffer piece = new CaptureBuffer();
    piece.length = 100;
    file.write(piece);
    assertEquals("capture /dev/full cannot be written: No space left on device", file.finish());
  }
}
