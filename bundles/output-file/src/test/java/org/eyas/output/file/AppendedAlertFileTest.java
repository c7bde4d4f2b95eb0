package org.eyas.output.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eyas.api.alert.AlertsLostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedAlertFileTest {
  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("alerts.txt");
  }

  @Test
  void linesAreAddedToWhatIsThere() throws IOException {
    Files.writeString(path, "old\n");
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
      file.append("new", true);
    }
    assertEquals("old\nnew\n", Files.readString(path));
  }

  @Test
  void aFileThatWasRotatedAwayIsMadeAnew() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
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
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
      file.append("a", true);
      Files.write(path, new byte[0]);
      file.append("b", true);
    }
    assertEquals("b\n", Files.readString(path));
  }

  @Test
  void reopeningMakesTheFileEvenBeforeTheNextAlert() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
      file.append("a", true);
      Files.delete(path);
      file.reopen();
      assertEquals("", Files.readString(path));
    }
  }

  @Test
  void aFileThatCannotBeOpenedIsNamedWithItsKeyAndTheReason() throws IOException {
    Path missing = folder.resolve("missing/alerts.txt");
    try (AppendedAlertFile file = new AppendedAlertFile(missing, true)) {
      IOException thrown = assertThrows(IOException.class, () -> file.append("a", true));
      assertEquals(
          "failed to write to output file " + missing + " (file_output.filename): No such file or directory",
          thrown.getMessage());
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsToldBeforeTheFirstAlertAndOneThatCanIsMade() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(folder, true)) {
      assertEquals(
          "failed to write to output file " + folder + " (file_output.filename): Is a directory",
          assertThrows(IOException.class, file::check).getMessage());
    }
    for (boolean keepOpen : new boolean[] {true, false}) {
      try (AppendedAlertFile file = new AppendedAlertFile(path, keepOpen)) {
        file.check();
        file.append("a", true);
      }
    }
    assertEquals(List.of("a", "a"), Files.readAllLines(path));
  }

  @Test
  void aFullDiskIsToldAsSuch() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(Path.of("/dev/full"), true)) {
      IOException thrown = assertThrows(IOException.class, () -> file.append("a", true));
      assertEquals(
          "failed to write to output file /dev/full (file_output.filename): No space left on device",
          thrown.getMessage());
    }
  }

  @Test
  void afterAFailureALineThatWasTornIsEndedFirst() throws IOException {
    Path later = folder.resolve("later");
    try (AppendedAlertFile file = new AppendedAlertFile(later.resolve("alerts.txt"), true)) {
      assertThrows(IOException.class, () -> file.append("a", true));
      Files.createDirectory(later);
      Files.writeString(later.resolve("alerts.txt"), "whole\nhal", StandardOpenOption.CREATE);
      file.append("b", true);
    }
    assertEquals(List.of("whole", "hal", "b"), Files.readAllLines(later.resolve("alerts.txt")));
  }

  @Test
  void aClosedFileIsNotOpenedAgain() throws IOException {
    AppendedAlertFile file = new AppendedAlertFile(path, false);
    file.close();
    assertThrows(IOException.class, () -> file.append("late", true));
    assertFalse(Files.exists(path));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  @Test
  void aFullFileIsMovedOnAndSoManyAreKept() throws IOException {
    Files.writeString(path, "old\n");
    try (AppendedAlertFile file = new AppendedAlertFile(path, true, new FileRotation(6, 2))) {
      for (String line : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
        file.append(line, line.equals("d"));
      }
    }
    assertEquals(List.of("h"), lines("alerts.txt"));
    assertEquals(List.of("e", "f", "g"), lines("alerts.txt.1"));
    assertEquals(List.of("b", "c", "d"), lines("alerts.txt.2"));
    assertFalse(Files.exists(folder.resolve("alerts.txt.3")));
  }

  @Test
  void aFullFileThatCannotBeMovedGoesOnGrowing() throws IOException {
    Files.createDirectories(folder.resolve("alerts.txt.1/full"));
    try (AppendedAlertFile file = new AppendedAlertFile(path, true, new FileRotation(2, 1))) {
      file.append("a", true);
      file.append("b", true);
    }
    assertEquals(List.of("a", "b"), lines("alerts.txt"));
  }

  @Test
  void aFileThatIsNotKeptOpenIsClosedBehindABatch() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(path, false)) {
      file.append("a", false);
      file.append("b", true);
      Files.move(path, folder.resolve("moved"));
      file.append("c", true);
    }
    assertEquals(List.of("a", "b"), lines("moved"));
    assertEquals(List.of("c"), lines("alerts.txt"));
  }

  @Test
  void theLinesOfABatchGoOutTogether() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
      file.append("a", false);
      file.append("b", false);
      assertEquals(List.of(), lines("alerts.txt"));
      file.append("c", true);
      assertEquals(List.of("a", "b", "c"), lines("alerts.txt"));
      file.append("x".repeat(70_000), false);
      assertEquals(4, lines("alerts.txt").size());
    }
  }

  @Test
  void whatWasGatheredIsWrittenWhenItIsClosedOrReopened() throws IOException {
    try (AppendedAlertFile file = new AppendedAlertFile(path, true)) {
      file.append("a", false);
      file.reopen();
      assertEquals(List.of("a"), lines("alerts.txt"));
      file.append("b", false);
    }
    assertEquals(List.of("a", "b"), lines("alerts.txt"));
  }

  @Test
  void aBatchThatCannotBeWrittenSaysHowManyAlertsItCost() throws IOException {
    Path later = folder.resolve("later");
    Files.createDirectory(later);
    try (AppendedAlertFile file = new AppendedAlertFile(later.resolve("alerts.txt"), true)) {
      file.append("a", true);
      file.append("b", false);
      file.append("c", false);
      Files.delete(later.resolve("alerts.txt"));
      Files.delete(later);
      file.append("d", true); // written to a file without a name, which cannot be noticed
      assertEquals(1, assertThrows(AlertsLostException.class, () -> file.append("e", true)).alerts());
      Files.createDirectory(later);
      file.append("f", true);
    }
    assertEquals(List.of("f"), Files.readAllLines(later.resolve("alerts.txt")));
  }

  /** The disk is full in the middle of a batch; a limit on the size of files has the same effect. */
  @Test
  void ofABatchThatHadRoomInPartTheRestIsLost() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process writer =
        new ProcessBuilder(
            "bash", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "bash",
            java, "-cp", System.getProperty("java.class.path"), BatchWriter.class.getName(), path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("8 lost\n", told);
    assertEquals(1024, Files.size(path));
  }
}
