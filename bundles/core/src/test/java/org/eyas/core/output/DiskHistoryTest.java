package org.eyas.core.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.PastAlert;
import org.eyas.core.setting.HistoryLocation;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class DiskHistoryTest {
  private static final long DRAIN_MILLIS = 60_000;

  @TempDir private Path folder;
  private final RecentAlertStore memory = new RecentAlertStore(100_000);
  private final DiskHistory disk = new DiskHistory(memory, DRAIN_MILLIS);

  private HistoryLocation place(String name) {
    return new HistoryLocation(folder.resolve(name).toString(), 1 << 20);
  }

  private void raise(String message) {
    memory.add(alert(message));
  }

  private static Alert alert(String message) {
    return new Alert(1, Priority.NOTICE, "r", "syscall", message, new TreeMap<>(), new TreeSet<>());
  }

  private long kept(String name) throws Exception {
    try (AlertArchive archive = AlertArchive.open(folder.resolve(name), 1 << 20)) {
      return archive.newest();
    }
  }

  @Test
  void withoutADiskAlertsAreInMemory() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    disk.keepIn(place("file/history"));
    raise("a");
    assertNull(memory.disk());
    assertEquals(1, memory.recent(10).size());
  }

  @Test
  void aDirectoryThatCouldNotBeUsedIsTriedAgain() throws Exception {
    try (AlertArchive other = AlertArchive.open(folder.resolve("one"), 1 << 20)) {
      disk.keepIn(place("one"));
      assertNull(memory.disk());
      assertEquals(0, other.newest());
    }
    disk.keepIn(new HistoryLocation("a\0b", 1 << 20));
    assertNull(memory.disk());
    disk.keepIn(place("one"));
    assertNotNullWriter();
    disk.close(DRAIN_MILLIS);
  }

  @Test
  void missingAlertsAreCountedAcrossDirectories() throws Exception {
    disk.keepIn(place("one"));
    assertNotNullWriter().offer(new PastAlert(1, alert("too large")), 4 << 20);
    assertEquals(1, disk.lost());
    disk.keepIn(place("two"));
    assertEquals(1, disk.lost());
    disk.close(DRAIN_MILLIS);
  }

  @Test
  void aDiskThatTakesNoAlertsIsAProblemUntilItTakesThem() throws Exception {
    disk.keepIn(place("one"));
    Path directory = folder.resolve("one");
    Files.move(directory, folder.resolve("moved away"));
    Files.writeString(directory, "a file where the directory was");
    raise("a");
    ConditionWait.until(
        () -> disk.problem().equals(
            "alerts are in memory only: " + directory + " cannot be used: " + directory
                + " is not a directory; correct that or eyas.alert_history.directory"));
    Files.delete(directory);
    ConditionWait.until(() -> disk.problem().isEmpty());
    raise("b");
    disk.close(DRAIN_MILLIS);
    assertEquals(2, kept("one"));
    assertEquals(1, disk.lost());
  }

  @Test
  void anotherDirectoryIsUsedFromAReloadOn() throws Exception {
    disk.keepIn(place("one"));
    ArchiveWriter first = assertNotNullWriter();
    raise("a");
    disk.keepIn(place("one"));
    assertSame(first, memory.disk(), "the same directory stays open");
    disk.keepIn(place("two"));
    raise("b");
    disk.keepIn(HistoryLocation.NONE);
    assertNull(memory.disk());
    raise("c");
    disk.close(DRAIN_MILLIS);
    assertEquals(1, kept("one"));
    assertEquals(2, kept("two"));
    assertEquals(3, memory.recent(10).size());
  }

  private ArchiveWriter assertNotNullWriter() {
    ArchiveWriter writer = memory.disk();
    assertNotNull(writer);
    return writer;
  }
}
