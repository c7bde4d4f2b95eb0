package org.eyas.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ArchiveWriterTest {
  private static final int BYTES = 1_000;
  private static final long DRAIN_MILLIS = 60_000;

  @TempDir private Path folder;

  @Test
  void offeredAlertsAreOnDiskAfterTheEnd() throws Exception {
    ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(folder, 1 << 24));
    for (int i = 1; i <= 1_000; i++) {
      writer.offer(SomeAlerts.numbered(i), BYTES);
    }
    writer.close(DRAIN_MILLIS);
    assertEquals(0, writer.lost());
    try (AlertArchive archive = AlertArchive.open(folder, 1 << 24)) {
      assertEquals(1_000, archive.newest());
      assertEquals(1, archive.find(1).orElseThrow().number());
    }
  }

  @Test
  void alertsForWhichThereIsNoRoomAreCountedAndNobodyWaits() throws Exception {
    try (ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(folder, 1 << 24))) {
      for (int i = 1; i <= 10; i++) {
        writer.offer(SomeAlerts.numbered(i), 4 << 20);
      }
      assertEquals(10, writer.lost());
      writer.offer(SomeAlerts.numbered(11), BYTES);
      ConditionWait.until(() -> writer.archive().newest() == 11);
    }
  }

  @Test
  void aFailureOfTheDiskIsCountedAndItsEndIsNoticed() throws Exception {
    Path history = folder.resolve("history");
    try (ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(history, 1 << 24))) {
      deleteAll(history);
      Files.writeString(history, "a file where the directory was");
      writer.offer(SomeAlerts.numbered(1), BYTES);
      ConditionWait.until(() -> writer.lost() == 1);
      ConditionWait.until(() -> writer.problem().equals(history + " cannot be used: " + history + " is not a directory"));
      Files.delete(history);
      ConditionWait.until(() -> writer.problem().isEmpty());
      writer.offer(SomeAlerts.numbered(2), BYTES);
      ConditionWait.until(() -> writer.archive().newest() == 2);
      assertTrue(writer.archive().find(1).isEmpty());
      assertTrue(writer.archive().find(2).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDirectoryThatIsRemovedIsMadeAgainAndItsAlertsCountAsLost(boolean onlyItsFiles) throws Exception {
    Path history = folder.resolve("a/history");
    try (AlertArchive earlier = AlertArchive.open(history, 1 << 24)) {
      earlier.append(SomeAlerts.numbered(1, 100));
    }
    ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(history, 1 << 24));
    for (int i = 101; i <= 150; i++) {
      writer.offer(SomeAlerts.numbered(i), BYTES);
    }
    ConditionWait.until(() -> writer.archive().newest() == 150);
    deleteAll(history);
    if (onlyItsFiles) {
      Files.createDirectory(history, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    writer.offer(SomeAlerts.numbered(151), BYTES);
    ConditionWait.until(() -> writer.archive().newest() == 151);
    ConditionWait.until(() -> writer.lost() == 50);
    assertEquals("", writer.problem());
    assertTrue(writer.archive().find(101).isEmpty());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
    assertThrows(IOException.class, () -> AlertArchive.open(history, 1 << 24).close(), "it is locked again");
    writer.close(DRAIN_MILLIS);
    try (AlertArchive archive = AlertArchive.open(history, 1 << 24)) {
      assertEquals(151, archive.find(151).orElseThrow().number());
    }
  }

  @Test
  void nothingIsWrittenAfterTheTimeToCloseIsOver() throws Exception {
    ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(folder, 1 << 24));
    for (int i = 1; i <= 3_000; i++) {
      writer.offer(SomeAlerts.numbered(i), BYTES);
    }
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> writer.close(DRAIN_MILLIS));
    ConditionWait.until(this::isFree);
    try (AlertArchive archive = AlertArchive.open(folder, 1 << 24)) {
      assertEquals(3_000, archive.newest() + writer.lost());
    }
  }

  private boolean isFree() {
    try {
      AlertArchive.open(folder, 1 << 24).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
