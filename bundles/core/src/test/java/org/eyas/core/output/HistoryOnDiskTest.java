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
import org.eyas.core.setting.HistoryPlace;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.AlertMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class HistoryOnDiskTest {
  private static final long DRAIN_MILLIS = 60_000;

  @TempDir private Path folder;
  private final AlertMemory memory = new AlertMemory(100_000);
  private final HistoryOnDisk disk = new HistoryOnDisk(memory);

  private HistoryPlace place(String name) {
    return new HistoryPlace(folder.resolve(name).toString(), 1 << 20);
  }

  private void raise(String message) {
    memory.add(new Alert(1, Priority.NOTICE, "r", "syscall", message, new TreeMap<>(), new TreeSet<>()));
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
  void anotherDirectoryIsUsedFromAReloadOn() throws Exception {
    disk.keepIn(place("one"));
    ArchiveWriter first = assertNotNullWriter();
    raise("a");
    disk.keepIn(place("one"));
    assertSame(first, memory.disk(), "the same directory stays open");
    disk.keepIn(place("two"));
    raise("b");
    disk.keepIn(HistoryPlace.NONE);
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
