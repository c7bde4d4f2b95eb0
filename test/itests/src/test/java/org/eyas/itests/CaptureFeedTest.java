package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFeedTest {
  @TempDir private Path folder;

  @Test
  void aProgramThatNeverOpensItsCaptureIsNotWaitedForForGood() throws Exception {
    Process program = Program.of("sleep", "600").start(folder.resolve("out"), folder.resolve("err"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      IOException failure = assertThrows(IOException.class, () -> capture.open(program, 200, TimeUnit.MILLISECONDS));
      assertEquals("the program has not opened " + capture.pipe() + " within 200 MILLISECONDS", failure.getMessage());
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void aProgramThatEndsBeforeItOpensItsCaptureIsNamedWithItsExitCode() throws Exception {
    Process program = Program.of("sh", "-c", "exit 3").start(folder.resolve("out"), folder.resolve("err"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      IOException failure = assertThrows(IOException.class, () -> capture.open(program));
      assertEquals("the program ended with 3 before it read anything", failure.getMessage());
    }
  }
}
