package org.eyas.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of Eyas that use one spool in turn: an entry begins with the number of its format. */
@Timeout(120)
class NewerEntriesTest {
  private static final long ROOMY = 64 << 20;

  @TempDir private Path directory;

  private Spool version(int version) throws IOException {
    return Spool.open(directory, ROOMY, FlushMode.NOTHING, "alerts", entry -> entry[0] > '0' + version);
  }

  private static byte[] entry(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(int version, String... entries) throws IOException {
    try (Spool spool = version(version)) {
      for (String each : entries) {
        spool.append(entry(each));
      }
    }
  }

  private static List<String> delivered(Spool spool, int atOnce) throws IOException {
    List<String> texts = new ArrayList<>();
    for (List<byte[]> next = spool.read(atOnce); !next.isEmpty(); next = spool.read(atOnce)) {
      next.forEach(each -> texts.add(new String(each, StandardCharsets.UTF_8)));
      spool.acknowledge(next.size());
    }
    assertEquals(0, spool.waiting());
    return texts;
  }

  private List<String> deliveredBy(int version) throws IOException {
    try (Spool spool = version(version)) {
      return delivered(spool, 64);
    }
  }

  @Test
  void theOlderVersionDeliversWhatItKnowsAndTheNewerTheOthersOnce() throws IOException {
    write(2, "1a", "2b", "2c", "1d", "2e");
    assertEquals(List.of("1a", "1d"), deliveredBy(1));
    write(1, "1f");
    assertEquals(List.of("1f"), deliveredBy(1));
    write(1, "1g");
    assertEquals(List.of("2b", "2c", "2e", "1g"), deliveredBy(2));
    assertEquals(List.of(), deliveredBy(2));
  }

  @Test
  void entriesOfTwoNewerVersionsWaitUntilEachIsKnown() throws IOException {
    write(3, "3a", "2b", "3c", "2d", "1e");
    assertEquals(List.of("1e"), deliveredBy(1));
    assertEquals(List.of("2b", "2d"), deliveredBy(2));
    assertEquals(List.of(), deliveredBy(1));
    assertEquals(List.of("3a", "3c"), deliveredBy(3).stream().sorted().toList());
    assertEquals(List.of(), deliveredBy(3));
  }

  @Test
  void anEntryIsPutAsideOnceIfTheProcessIsKilledBeforeItLeavesTheSpool() throws IOException {
    write(2, "2a", "1b");
    byte[] before = Files.readAllBytes(directory.resolve("position"));
    try (Spool spool = version(1)) {
      spool.read(1);
    }
    Files.write(directory.resolve("position"), before); // as if the process had been killed after it put the entry aside
    assertEquals(List.of("1b"), deliveredBy(1));
    assertEquals(List.of("2a"), deliveredBy(2));
  }

  @Test
  void readsTheSameEntriesAgainUntilTheyAreAcknowledgedOneByOne() throws IOException {
    write(2, "2a", "1b");
    assertEquals(List.of("1b"), deliveredBy(1));
    write(2, "1c", "2d", "1e");
    try (Spool spool = version(2)) {
      assertEquals(4, spool.waiting());
      assertArrayEquals(entry("2a"), spool.read(3).getFirst());
      spool.acknowledge(1);
      spool.acknowledge(1);
      assertEquals(2, spool.waiting());
      assertArrayEquals(entry("2d"), spool.read(1).getFirst());
    }
    try (Spool spool = version(1)) {
      assertEquals(List.of("1e"), delivered(spool, 1));
    }
    assertEquals(List.of("2d"), deliveredBy(2));
  }

  @Test
  void noOtherEntryWaitsAfterTheLastOneThatIsKnown() throws IOException {
    write(2, "1a", "2b", "1c", "2d", "2e");
    try (Spool spool = version(1)) {
      assertEquals(2, spool.read(64).size());
      assertEquals(2, spool.waiting());
      spool.acknowledge(1);
      assertEquals(1, spool.waiting());
      spool.acknowledge(1);
      assertEquals(0, spool.waiting());
    }
    try (Spool spool = version(1)) {
      assertEquals(0, spool.waiting(), "the others are put aside");
    }
    assertEquals(List.of("2b", "2d", "2e"), deliveredBy(2));
  }

  @Test
  void aRandomHistoryOfTwoVersionsDeliversEachEntryOnce() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (int run = 0; run < 40; run++) {
      int version = 1 + random.nextInt(3);
      try (Spool spool = version(version)) {
        for (int i = random.nextInt(700); i > 0; i--) {
          String text = 1 + random.nextInt(version) + "-" + written.size() + "x".repeat(random.nextInt(300));
          spool.append(entry(text));
          written.add(text);
        }
        for (int reads = random.nextInt(20); reads > 0; reads--) {
          List<byte[]> some = spool.read(1 + random.nextInt(64));
          int count = random.nextInt(some.size() + 1);
          some.subList(0, count).forEach(each -> read.add(new String(each, StandardCharsets.UTF_8)));
          spool.acknowledge(count);
        }
      }
    }
    read.addAll(deliveredBy(3));
    assertEquals(written.stream().sorted().toList(), read.stream().sorted().toList(), "-Deyas.seed=" + seed);
  }

  @Test
  void manyNewerEntriesDoNotBlockTheOneAfterThem() throws IOException {
    write(2, IntStream.range(0, 2_000).mapToObj(i -> "2-" + i).toArray(String[]::new));
    write(1, "1a");
    assertEquals(List.of("1a"), deliveredBy(1));
    assertEquals(2_000, deliveredBy(2).size());
  }

  @Test
  void theFolderOfNewerEntriesIsAtMostTwiceAsLargeAsTheSpool() throws IOException {
    long limit = 256 << 10;
    String text = "2" + "x".repeat(1_000);
    List<Long> dropped = new ArrayList<>();
    for (int run = 0; run < 4; run++) { // the newer version never gets to sending
      try (Spool newer = Spool.open(directory, limit, FlushMode.NOTHING, "alerts", _ -> false)) {
        while (newer.append(entry(text))) {
          continue;
        }
      }
      try (Spool older = Spool.open(directory, limit, FlushMode.NOTHING, "alerts", _ -> true)) {
        assertEquals(List.of(), delivered(older, 64), "nothing is blocked");
        dropped.add(older.droppedNewer());
      }
    }
    assertEquals(0, dropped.getFirst(), "a full spool fits");
    assertTrue(dropped.getLast() > 0, "but not any number of them");
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertTrue(bytes <= 2 * limit + (8 << 10), bytes + " bytes");
    }
  }

  @Test
  void leavesFilesOfANewerVersionAlone() throws IOException {
    Path newer = directory.resolve(String.format("%020d.spool2", 7));
    Files.writeString(newer, "not frames of this version");
    write(1, "1a");
    assertEquals(List.of("1a"), deliveredBy(1));
    assertEquals("not frames of this version", Files.readString(newer));
    assertFalse(Files.exists(directory.resolve(NewerEntries.FOLDER)));
  }
}
