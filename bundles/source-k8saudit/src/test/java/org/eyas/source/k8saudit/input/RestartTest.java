package org.eyas.source.k8saudit.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.eyas.source.k8saudit.input.AuditInput.Found;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A followed log over restarts. An input that is not closed stands for a process that was killed: it has written exactly what it
 * would have written then.
 */
@Timeout(120)
class RestartTest {
  @TempDir private Path folder;

  private final AuditDocument document = new AuditDocument();
  private String positionFile = "";

  @BeforeEach
  void nameFile() {
    positionFile = folder.resolve("state/position").toString();
  }

  private Path log() {
    return folder.resolve("audit.log");
  }

  private AuditInput open() throws Exception {
    return InputAddress.of("file://" + log()).open(new InputLimits(1 << 20, false, positionFile));
  }

  private void write(String text) throws IOException {
    Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What kube-apiserver does with its log. */
  private void rotate(String name, int seconds) throws IOException {
    Files.setLastModifiedTime(log(), FileTime.fromMillis(1_000L * seconds));
    Files.move(log(), folder.resolve(name));
  }

  private List<String> read(AuditInput input, int count) {
    List<String> found = new ArrayList<>();
    ConditionWait.until(() -> {
      if (input.next(document, true) == Found.DOCUMENT) {
        found.add(shown());
        input.commit();
      }
      return found.size() >= count;
    }, () -> "found " + found);
    return found;
  }

  private String shown() {
    String line = document.place().replaceFirst(".*:", "");
    return line + " " + new String(document.bytes(), document.offset(), document.length(), UTF_8);
  }

  private void assertNothing(AuditInput input) throws Exception {
    assertEquals(Found.IDLE, input.next(document, true));
    assertEquals(Found.IDLE, input.next(document, true));
  }

  @Test
  void afterAStopTheLogIsContinued() throws Exception {
    write("before\n");
    try (AuditInput input = open()) {
      write("1\n2\n");
      assertEquals(List.of("1 1", "2 2"), read(input, 2));
    }
    write("3\n4\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("3 3", "4 4"), read(input, 2));
      assertNothing(input);
    }
  }

  @Test
  void afterAKillOnlyTheDocumentThatWasNotEvaluatedComesAgain() throws Exception {
    write("");
    AuditInput killed = open();
    write("1\n2\n3\npart of ");
    assertEquals(List.of("1 1", "2 2"), read(killed, 2));
    assertEquals(Found.DOCUMENT, killed.next(document, true));
    write("4\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("3 3", "4 part of 4"), read(input, 2));
      assertNothing(input);
    }
    killed.close();
  }

  @Test
  void whatIsWrittenBeforeTheFirstDocumentIsNotLost() throws Exception {
    write("before\n");
    open().close();
    write("1\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("1 1"), read(input, 1));
    }
  }

  @Test
  void filesThatWereRotatedMeanwhileAreReadInTheirOrder() throws Exception {
    write("0\n");
    try (AuditInput input = open()) {
      write("1\n");
      read(input, 1);
    }
    write("2\n");
    rotate("audit-2026-11-27T08-00-03.000.log", 3);
    write("3\n");
    rotate("audit.log.1", 5);
    neighbour("audit.log-20261126", 1);
    for (String other : List.of("audit-east.log", "audit-policy.yaml", "audit.log.2.xz", "audit-2.log", "audit.log.bak")) {
      neighbour(other, 4);
    }
    write("4\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("2 2", "1 3", "1 4"), read(input, 3));
      write("5\n");
      assertEquals(List.of("2 5"), read(input, 1));
    }
    try (AuditInput input = open()) {
      assertNothing(input);
    }
  }

  private void neighbour(String name, int seconds) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "not of this time or log\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * seconds));
  }

  @Test
  void aLogThatIsRotatedTwiceBetweenTwoLooksIsReadWhole() throws Exception {
    write("");
    try (AuditInput input = open()) {
      write("1\n");
      rotate("audit-2026-11-27T08-00-03.000.log", 3);
      write("2\n");
      rotate("audit-2026-11-27T08-00-04.000.log", 4);
      write("3\n");
      assertEquals(List.of("1 1", "1 2", "1 3"), read(input, 3));
      assertNothing(input);
    }
  }

  @Test
  void filesThatGetOtherNamesWhileTheyAreReadAreReadInTheirOrder() throws Exception {
    write("");
    open().close();
    write("1\n");
    rotate("audit.log.1", 3);
    write("2\n");
    try (AuditInput input = open()) {
      Files.move(folder.resolve("audit.log.1"), folder.resolve("audit.log.2"));
      rotate("audit.log.1", 4);
      write("3\n");
      assertEquals(List.of("1 1", "1 2", "1 3"), read(input, 3));
      assertNothing(input);
    }
  }

  @Test
  void aFileThatIsGoneOrWasWrittenAgainIsReadFromItsBeginning() throws Exception {
    write("1\n2\n");
    try (AuditInput input = open()) {
      write("3\n");
      read(input, 1);
    }
    Files.delete(log());
    write("4\n5\n6\n7\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("1 4", "2 5", "3 6", "4 7"), read(input, 4));
    }
    Files.writeString(log(), "8\n");
    try (AuditInput input = open()) {
      assertEquals(List.of("1 8"), read(input, 1));
    }
  }

  @Test
  void aFileWithTheSameNumberButAnotherBeginningIsAnotherFile() throws Exception {
    write("");
    try (AuditInput input = open()) {
      write("1\n");
      read(input, 1);
    }
    Files.writeString(log(), "2\n3\n"); // the same inode, as if it had been given to a new file
    try (AuditInput input = open()) {
      assertEquals(List.of("1 2", "2 3"), read(input, 2));
    }
  }

  @Test
  void aDamagedPositionOrThatOfAnotherLogIsNotUsed() throws Exception {
    write("1\n");
    open().close();
    byte[] position = Files.readAllBytes(Path.of(positionFile));
    position[30]++;
    Files.write(Path.of(positionFile), position);
    write("2\n");
    try (AuditInput input = open()) {
      assertNothing(input);
    }
    Path other = Files.writeString(folder.resolve("other.log"), "x\n");
    try (AuditInput input = InputAddress.of("file://" + other).open(new InputLimits(1 << 20, false, positionFile))) {
      assertNothing(input);
    }
  }

  @Test
  void aPositionFileOfAnotherProcessIsNotTouched() throws Exception {
    write("1\n");
    open().close();
    byte[] position = Files.readAllBytes(Path.of(positionFile));
    Process other = LockHolder.start(Path.of(positionFile));
    try (AuditInput input = open()) {
      write("2\n");
      assertEquals(List.of("1 2"), read(input, 1));
      assertArrayEquals(position, Files.readAllBytes(Path.of(positionFile)));
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (AuditInput input = open()) {
      assertEquals(List.of("1 2"), read(input, 1));
    }
  }

  @Test
  void withoutAUsableFileTheLogIsReadAllTheSame() throws Exception {
    write("1\n");
    positionFile = Files.createDirectory(folder.resolve("directory")).toString();
    try (AuditInput input = open()) {
      write("2\n");
      assertEquals(List.of("1 2"), read(input, 1));
    }
    assertTrue(Files.isDirectory(Path.of(positionFile)));
  }
}
