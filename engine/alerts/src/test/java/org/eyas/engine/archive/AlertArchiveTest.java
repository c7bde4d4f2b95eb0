package org.eyas.engine.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.eyas.spool.EntryFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AlertArchiveTest {
  private static final int ENOUGH = 1_000;
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  private AlertArchive open(long bytes) throws IOException {
    return AlertArchive.open(folder.resolve("history"), bytes);
  }

  private static List<Long> find(AlertArchive archive, String query) throws RefusedException {
    List<Long> numbers = new ArrayList<>();
    long next =
        archive.search(AlertQuery.parse(query, Instant.EPOCH), Long.MAX_VALUE, new SearchTimeLimit(Duration.ofMinutes(1)),
            past -> {
              assertEquals(SomeAlerts.numbered(past.number()), past);
              return numbers.add(past.number());
            });
    assertEquals(0, next, "all were searched");
    return numbers;
  }

  private static void append(AlertArchive archive, long first, int count) throws IOException {
    for (int done = 0; done < count; done += 100) {
      archive.append(SomeAlerts.numbered(first + done, Math.min(100, count - done)));
    }
  }

  private void copyTo(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    for (Path file : files("")) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  @Test
  void alertsAreFoundNewestFirstByWordsValuesPriorityAndTime() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, ENOUGH);
      assertEquals(ENOUGH, find(archive, "").size());
      assertEquals(List.of(1_000L, 100L), find(archive, "\"number 100\""));
      assertEquals(List.of(987L, 967L), find(archive, "proc.name:program7").subList(0, 2));
      assertEquals(List.of(4L), find(archive, "proc.pid:4"));
      assertEquals(50, find(archive, "priority:critical").size());
      assertEquals(List.of(2L, 1L), find(archive, "before:1970-01-01T00:00:03Z"));
      assertEquals(List.of(), find(archive, "proc.name:unknown"));
    }
  }

  @Test
  void oldestAlertsAreDroppedWhenTheDiskIsFull() throws Exception {
    try (AlertArchive archive = open(MEGABYTE)) {
      append(archive, 1, 5_000);
      List<Long> kept = find(archive, "");
      assertEquals(5_000, kept.getFirst());
      assertEquals(5_001 - kept.size(), kept.getLast(), "without a gap");
      assertTrue(kept.size() > 800 && archive.bytes() <= MEGABYTE, () -> kept.size() + " in " + archive.bytes());
    }
  }

  @Test
  void alertsSurviveTheEndOfTheProcessAndNumbersContinue() throws Exception {
    try (AlertArchive killed = open(64 * MEGABYTE)) {
      append(killed, 1, 2_000);
      copyTo("copy"); // what there is without a close
    }
    try (AlertArchive archive = AlertArchive.open(folder.resolve("copy"), 64 * MEGABYTE)) {
      assertEquals(2_000, archive.newest());
      append(archive, 2_001, 10);
      assertEquals(2_010, find(archive, "").size());
      assertEquals(101, find(archive, "proc.name:program3").size());
      assertEquals("opened number 17", archive.find(17).orElseThrow().alert().message());
      assertTrue(archive.find(5_000).isEmpty());
    }
  }

  @Test
  void anIncompleteLastAlertIsDropped() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 10);
    }
    Path last = files(".alerts").getLast();
    Files.write(last, new byte[] {0, 0, 2, 0, 1, 2, 3}, StandardOpenOption.APPEND);
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 11, 1);
      assertEquals(List.of(11L, 10L, 9L), find(archive, "").subList(0, 3));
    }
  }

  @Test
  void aSegmentOfANewerVersionStaysAndItsNumbersAreNotGivenToOthers() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 10);
    }
    byte[] unknown = new byte[100_000];
    Arrays.fill(unknown, (byte) 7);
    Path newer = folder.resolve("history/00000000000000000011.alerts2");
    Files.write(newer, unknown);
    try (AlertArchive archive = open(MEGABYTE)) {
      assertTrue(archive.newest() > 1_000, "as many alerts as the file could contain: " + archive.newest());
      append(archive, archive.newest() + 1, 5_000); // drops the oldest
      assertFalse(find(archive, "").isEmpty());
    }
    assertArrayEquals(unknown, Files.readAllBytes(newer));
  }

  @Test
  void anAlertInANewerFormatIsSkippedAndStays() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 10);
    }
    byte[] unknown = ByteBuffer.allocate(60).putLong(11).put((byte) 2).put("in another format".getBytes(UTF_8)).array();
    Path segment = files(".alerts").getLast();
    Files.write(segment, EntryFrame.pack(List.of(unknown)).getFirst().array(), StandardOpenOption.APPEND);
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      assertEquals(11, archive.newest(), "its number is not given to another one");
      append(archive, 12, 3);
      assertEquals(List.of(14L, 13L, 12L, 10L, 9L), find(archive, "").subList(0, 5));
    }
    assertTrue(new String(Files.readAllBytes(segment), UTF_8).contains("in another format"));
  }

  @Test
  void aLaterVersionMayAddBytesAfterAnAlert() throws Exception {
    Path segment = folder.resolve("history/00000000000000000001.alerts");
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 1);
    }
    byte[] frame = Files.readAllBytes(segment);
    byte[] alert = Arrays.copyOfRange(frame, EntryFrame.HEADER_BYTES, frame.length + 50);
    Files.write(segment, EntryFrame.pack(List.of(alert)).getFirst().array());
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      assertEquals(List.of(1L), find(archive, ""));
    }
  }

  @Test
  void alertsThatAreAppendedToAFullSegmentAreFound() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, ENOUGH);
    }
    for (Path other : files(".alerts").subList(1, files(".alerts").size())) {
      Files.delete(other); // the first one, which has an index, is now the last
    }
    for (int number : List.of(1_301, 1_302)) {
      try (AlertArchive archive = open(1_000 * MEGABYTE)) {
        append(archive, number, 1);
      }
    }
    try (AlertArchive archive = open(1_000 * MEGABYTE)) {
      assertEquals(List.of(1_302L), find(archive, "proc.pid:1302"));
      assertEquals(List.of(1_301L), find(archive, "proc.pid:1301"));
      assertEquals(1, files(".alerts").size());
    }
  }

  @Test
  void damageInTheLastSegmentCostsOneAlertAndNoNumberIsUsedAgain() throws Exception {
    for (int place : List.of(100, 0, 4_000)) { // in the first alert; in its length, which is then too large; in the middle
      AlertArchive.open(folder.resolve("history"), 64 * MEGABYTE).close();
      for (Path file : files(".alerts")) {
        Files.delete(file);
      }
      try (AlertArchive archive = open(64 * MEGABYTE)) {
        append(archive, 1, 10);
      }
      Path file = files(".alerts").getLast();
      byte[] bytes = Files.readAllBytes(file);
      bytes[place] ^= 0x40;
      Files.write(file, bytes);
      try (AlertArchive archive = open(64 * MEGABYTE)) {
        assertTrue(archive.newest() >= 10, () -> "after " + archive.newest());
        append(archive, archive.newest() + 1, 1);
        assertEquals(bytes.length, Files.size(file));
        assertEquals(2, files(".alerts").size());
        assertEquals(place == 0 ? 1 : 10, find(archive, "").size());
      }
    }
  }

  @Test
  void filesThatAreNotOfTheHistoryDoNotKeepItFromOpening() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 10);
    }
    Path history = folder.resolve("history");
    Files.writeString(history.resolve("99999999999999999999.alerts"), "a");
    Files.writeString(history.resolve("notes.alerts"), "a");
    Files.createDirectory(history.resolve("00000000000000000999.alerts"));
    try (RandomAccessFile large = new RandomAccessFile(history.resolve("00000000000000000998.alerts").toFile(), "rw")) {
      large.setLength(3L << 30);
    }
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      assertEquals(10, archive.newest());
      assertEquals(10, find(archive, "").size());
    }
  }

  @Test
  void framesThatAreNoAlertsAreSkipped() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 10);
    }
    byte[] lengths = new byte[200];
    Arrays.fill(lengths, (byte) 0x7f);
    Files.write(files(".alerts").getLast(), EntryFrame.pack(List.of(new byte[3], lengths)).getFirst().array(),
        StandardOpenOption.APPEND);
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, archive.newest() + 1, 1);
      assertEquals(11, find(archive, "").size());
    }
  }

  @Test
  void aFailedOpeningReleasesTheLock() throws Exception {
    open(MEGABYTE).close();
    Files.writeString(folder.resolve("history/00000000000000000001.alerts"), "torn");
    Path full = Files.createDirectories(folder.resolve("history/00000000000000000001.index/full"));
    assertThrows(IOException.class, () -> open(MEGABYTE), "the index cannot be deleted");
    Files.delete(full);
    open(MEGABYTE).close();
  }

  @Test
  void anIndexThatCannotBeWrittenCostsNoAlert() throws Exception {
    try (AlertArchive archive = open(MEGABYTE)) {
      append(archive, 1, 10);
      Files.createDirectories(folder.resolve("history/00000000000000000001.index/full"));
      append(archive, 11, 5_000);
      assertTrue(archive.newest() == 5_010 && archive.bytes() <= MEGABYTE, () -> "after " + archive.newest());
    }
  }

  @Test
  void damageHidesOnlyTheDamagedAlert() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 2_000);
    }
    byte[] bytes = Files.readAllBytes(files(".alerts").get(1));
    bytes[bytes.length / 2 + 100] ^= 1; // not in a length
    Files.write(files(".alerts").get(1), bytes);
    Files.write(files(".index").get(2), new byte[] {1, 2, 3});
    Files.delete(files(".index").getFirst());
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      List<Long> left = find(archive, "");
      assertEquals(1_999, left.size());
      assertEquals(List.of(2_000L, 1L), List.of(left.getFirst(), left.getLast()));
      assertEquals(1, find(archive, "\"number 1\" -\"number 1*0\" proc.pid:1").size(), "by an index that was built again");
    }
  }

  @Test
  void anIndexKeepsMostSegmentsFromBeingRead() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 2_000);
    }
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      for (Path segment : files(".alerts")) {
        Files.write(segment, new byte[Math.toIntExact(Files.size(segment))]);
      }
      assertEquals(List.of(), find(archive, "proc.name:nobody"), "nothing is read");
    }
  }

  @Test
  void aSearchContinuesWhereItStopped() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 2_000);
      List<Long> numbers = new ArrayList<>();
      long below = Long.MAX_VALUE;
      do {
        int wanted = numbers.size() + 300;
        below =
            archive.search(AlertQuery.ALL, below, new SearchTimeLimit(Duration.ofMinutes(1)), past -> {
              numbers.add(past.number());
              return numbers.size() < wanted;
            });
      } while (below > 0);
      assertEquals(Stream.iterate(2_000L, number -> number - 1).limit(2_000).toList(), numbers);
    }
  }

  @Test
  void aSearchEndsWhenItsTimeIsOverOrItsThreadIsInterrupted() throws Exception {
    try (AlertArchive archive = open(64 * MEGABYTE)) {
      append(archive, 1, 2_000);
      List<PastAlert> found = new ArrayList<>();
      long next = archive.search(AlertQuery.ALL, Long.MAX_VALUE, new SearchTimeLimit(Duration.ofNanos(-1)), found::add);
      assertEquals(Long.MAX_VALUE, next);
      Thread.currentThread().interrupt();
      next = archive.search(AlertQuery.ALL, 1_000, new SearchTimeLimit(Duration.ofMinutes(1)), found::add);
      assertTrue(Thread.interrupted());
      assertEquals(1_000, next);
      assertEquals(List.of(), found);
    }
  }

  @Test
  void onlyOneProcessUsesTheDirectoryAndNobodyElseReadsIt() throws Exception {
    try (AlertArchive archive = open(MEGABYTE)) {
      append(archive, 1, 1);
      String message = assertThrows(IOException.class, () -> open(MEGABYTE)).getMessage();
      assertEquals(folder.resolve("history") + " cannot be used: this process uses it already", message);
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("history"))));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files(".alerts").getFirst())));
    }
    Files.writeString(folder.resolve("file"), "");
    String message =
        assertThrows(IOException.class, () -> AlertArchive.open(folder.resolve("file/history"), MEGABYTE)).getMessage();
    assertTrue(message.startsWith(folder.resolve("file/history") + " cannot be used: "), message);
    assertFalse(message.contains("null"), message);
  }
}
