package org.eyas.output.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertFileTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("alerts.txt");
  }

  @Test
  void linesAreAddedToWhatIsThere() throws IOException {
    Files.writeString(path, "old\n");
    try (AlertFile file = new AlertFile(path, true)) {
      file.append("new", true);
    }
    assertEquals("old\nnew\n", Files.readString(path));
  }

  @Test
  void aFileThatWasRotatedAwayIsMadeAnew() throws IOException {
    try (AlertFile file = new AlertFile(path, true)) {
      file.append("a", true);
      Files.move(path, folder.resolve("alerts.txt.1"));
      file.append("b", true);
      Files.move(path, folder.resolve("alerts.txt.2"));
      Files.writeString(path, "of logrotate\n");
      file.append("c", true);
    }
    assertEquals("a\n", Files.readString(folder.resolve("alerts.txt.1")));
    assertEquals("b\n", Files.readString(folder.resolve("alerts.txt.2")));
    assertEquals("of logrotate\nc\n", Files.readString(path));
  }

  @Test
  void aFileThatWasCutGoesOnAtItsStart() throws IOException {
    try (AlertFile file = new AlertFile(path, true)) {
      file.append("a", true);
      Files.write(path, new byte[0]);
      file.append("b", true);
    }
    assertEquals("b\n", Files.readString(path));
  }

  @Test
  void reopeningMakesTheFileEvenBeforeTheNextAlert() throws IOException {
    try (AlertFile file = new AlertFile(path, true)) {
      file.append("a", true);
      Files.delete(path);
      file.reopen();
      assertEquals("", Files.readString(path));
    }
  }

  @Test
  void aFileThatCannotBeOpenedIsNamedWithItsKeyAndTheReason() throws IOException {
    Path missing = folder.resolve("missing/alerts.txt");
    try (AlertFile file = new AlertFile(missing, true)) {
      IOException thrown = assertThrows(IOException.class, () -> file.append("a", true));
      assertEquals(
          "failed to write to output file " + missing + " (file_output.filename): No such file or directory",
          thrown.getMessage());
    }
  }

  @Test
  void aFullDiskIsToldAsSuch() throws IOException {
    try (AlertFile file = new AlertFile(Path.of("/dev/full"), true)) {
      IOException thrown = assertThrows(IOException.class, () -> file.append("a", true));
      assertEquals(
          "failed to write to output file /dev/full (file_output.filename): No space left on device",
          thrown.getMessage());
    }
  }

  @Test
  void afterAFailureALineThatWasTornIsEndedFirst() throws IOException {
    Path later = folder.resolve("later");
    try (AlertFile file = new AlertFile(later.resolve("alerts.txt"), true)) {
      assertThrows(IOException.class, () -> file.append("a", true));
      Files.createDirectory(later);
      Files.writeString(later.resolve("alerts.txt"), "whole\nhal", StandardOpenOption.CREATE);
      file.append("b", true);
    }
    assertEquals(List.of("whole", "hal", "b"), Files.readAllLines(later.resolve("alerts.txt")));
  }

  @Test
  void aClosedFileIsNotOpenedAgain() throws IOException {
    AlertFile file = new AlertFile(path, false);
    file.close();
    assertThrows(IOException.class, () -> file.append("late", true));
    assertFalse(Files.exists(path));
  }
}
