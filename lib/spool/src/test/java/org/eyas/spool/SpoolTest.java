package org.eyas.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpoolTest {
  private static final long ROOMY = 1 << 20;
  /** Room for about 80 entries, in 8 files. */
  private static final long SMALL = 4_000;

  @TempDir private Path directory;

  private Spool open(long maxBytes) throws IOException {
    return Spool.open(directory, maxBytes, false);
  }

  private static byte[] entry(int number) {
    return ("alert " + number + " größer " + "x".repeat(20)).getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(SpoolTest::entry).toList();
  }

  private static List<String> texts(List<byte[]> entries) {
    return entries.stream().map(entry -> new String(entry, StandardCharsets.UTF_8)).toList();
  }

  private static void assertTaken(Spool spool, int from, int to) throws IOException {
    assertEquals(texts(entries(from, to)), texts(spool.read(to - from)));
    spool.acknowledge(to - from);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void entriesComeInOrderUntilTheyAreAcknowledgedAndAlsoAfterItWasOpenedAgain(boolean fsync) throws IOException {
    try (Spool spool = Spool.open(directory, ROOMY, fsync)) {
      assertEquals(10, spool.append(entries(0, 10)));
      assertTrue(spool.append(entry(10)));
      assertEquals(texts(entries(0, 3)), texts(spool.read(3)));
      assertTaken(spool, 0, 4);
      assertEquals(7, spool.waiting());
    }
    try (Spool spool = Spool.open(directory, ROOMY, fsync)) {
      assertEquals(7, spool.waiting());
      spool.append(entry(11));
      assertTaken(spool, 4, 12);
      assertEquals(List.of(), spool.read(5));
      assertEquals(0, spool.damaged());
    }
  }

  private static void removeAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Fills several files, of which some entries are acknowledged. */
  private static void fill(Spool spool) throws IOException {
    for (int i = 0; i < 40; i++) {
      assertTrue(spool.append(entry(i)));
    }
    assertTaken(spool, 0, 5);
  }

  private void assertHas(int from, int to) throws IOException {
    try (Spool spool = open(SMALL)) {
      assertEquals(0, spool.damaged());
      assertTaken(spool, from, to);
      assertEquals(0, spool.waiting());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDirectoryThatIsRemovedIsMadeAgainWithTheEntriesThatWait(boolean onlyItsFiles) throws IOException {
    Path removed = directory.resolve("a/spool");
    try (Spool spool = Spool.open(removed, SMALL, false)) {
      fill(spool);
      removeAll(removed);
      if (!onlyItsFiles) {
        Files.delete(removed);
      }
      assertTrue(spool.append(entry(40)));
      assertEquals(36, spool.countKept());
      assertThrows(IOException.class, () -> Spool.open(removed, SMALL, false).close(), "it is locked again");
      assertTaken(spool, 5, 10);
    }
    try (Spool spool = Spool.open(removed, SMALL, false)) {
      assertEquals(0, spool.damaged());
      assertTaken(spool, 10, 41);
    }
  }

  @Test
  void entriesWhoseFilesAreRemovedBeforeTheEndAreThereAtTheNextStart() throws IOException {
    try (Spool spool = open(SMALL)) {
      fill(spool);
      removeAll(directory);
    }
    assertHas(5, 40);
  }

  @Test
  void aRemovedFileInTheMiddleIsWrittenAgainAtTheEnd() throws IOException {
    try (Spool spool = open(SMALL)) {
      fill(spool);
      Files.delete(segments().get(2));
    }
    assertHas(5, 40);
  }

  @Test
  void aDirectoryThatIsAFileNowTakesNothingUntilItIsRemovedAndPromisesNothing() throws IOException {
    Path replaced = directory.resolve("spool");
    Spool spool = Spool.open(replaced, SMALL, false);
    fill(spool);
    removeAll(replaced);
    Files.delete(replaced);
    Files.writeString(replaced, "");
    String failure = String.valueOf(assertThrows(IOException.class, () -> spool.append(entry(40))).getMessage());
    assertEquals("cannot keep alerts in " + replaced + ": " + replaced + " is not a directory", failure);
    assertEquals(0, spool.countKept(), "not " + spool.waiting());
    assertEquals(texts(entries(5, 7)), texts(spool.read(2)), "they can still be sent");
    Files.delete(replaced);
    assertTrue(spool.append(entry(40)));
    assertEquals(36, spool.countKept());
    removeAll(replaced);
    Files.delete(replaced);
    Files.writeString(replaced, "");
    assertThrows(IOException.class, spool::close);
  }

  @Test
  void manyFilesAreOneQueueAndDeliveredOnesAreDeleted() throws IOException {
    long limit = 64 * 1024;
    try (Spool spool = open(limit)) {
      assertEquals(1_000, spool.append(entries(0, 1_000)));
      assertTrue(segments().size() > 2, "several files");
      assertTaken(spool, 0, 900);
      assertEquals(1, segments().size());
    }
    try (Spool spool = open(limit)) {
      assertTaken(spool, 900, 1_000);
      assertEquals(List.of(), segments());
      assertEquals(0, spool.bytes());
      spool.append(entry(1_000));
      assertTaken(spool, 1_000, 1_001);
    }
  }

  @Test
  void itTakesNoMoreThanItsLimitUntilSomethingWasDelivered() throws IOException {
    long limit = 8 * 1024;
    try (Spool spool = open(limit)) {
      int kept = spool.append(entries(0, 1_000));
      assertTrue(kept > 100 && kept < 1_000, "kept " + kept);
      assertFalse(spool.append(entry(kept)));
      assertTrue(spool.bytes() <= limit);
      assertTaken(spool, 0, kept / 2);
      assertTrue(spool.append(entry(kept)));
      assertTaken(spool, kept / 2, kept + 1);
      assertFalse(spool.append(new byte[(int) limit]), "larger than the whole");
      assertTrue(spool.append(new byte[(int) limit / 2]), "larger than one file");
    }
  }

  @Test
  void aTornOrGarbledTailIsCutOffAndTheNextEntryFollowsTheLastWholeOne() throws IOException {
    Random random = new Random(7);
    for (int cut = 1; cut < 60; cut++) {
      try (Spool spool = open(ROOMY)) {
        spool.append(entries(0, 3));
      }
      Path file = segments().getFirst();
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      byte[] garbage = new byte[random.nextInt(30)];
      if (cut % 2 == 0) {
        random.nextBytes(garbage);
      }
      Files.write(file, garbage, StandardOpenOption.APPEND);
      int kept = cut <= EntryFrame.bytes(entry(2)) ? 2 : 1;
      try (Spool spool = open(ROOMY)) {
        assertEquals(kept, spool.waiting(), "cut " + cut);
        spool.append(entry(kept));
        assertTaken(spool, 0, kept + 1);
      }
    }
  }

  @Test
  void ofADamagedFileTheEntriesBeforeTheDamageAndThoseOfTheOtherFilesAreKept() throws IOException {
    try (Spool spool = open(8 * 1024)) {
      spool.append(entries(0, 150));
    }
    Path second = segments().get(1);
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2]++;
    Files.write(second, bytes);
    try (Spool spool = open(8 * 1024)) {
      List<String> left = texts(spool.read(150));
      assertEquals(150, left.size() + spool.damaged());
      assertTrue(spool.damaged() > 0 && spool.damaged() < 25, "damaged " + spool.damaged());
      assertEquals(texts(entries(145, 150)), left.subList(left.size() - 5, left.size()));
      spool.acknowledge(left.size());
      assertEquals(0, spool.waiting());
    }
  }

  @Test
  void anEntryThatIsDamagedWhileTheSpoolIsOpenDoesNotStopTheQueue() throws IOException {
    try (Spool spool = open(ROOMY)) {
      spool.append(entries(0, 4));
      Path file = segments().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[2 * EntryFrame.bytes(entry(0)) + EntryFrame.HEADER_BYTES]++;
      Files.write(file, bytes);
      assertTaken(spool, 0, 2);
      assertEquals(List.of(), spool.read(10));
      assertEquals(2, spool.damaged());
      spool.append(entry(9));
      assertTaken(spool, 9, 10);
    }
  }

  @Test
  void aLostPositionMeansEntriesTwiceButNoneNever() throws IOException {
    try (Spool spool = open(ROOMY)) {
      spool.append(entries(0, 6));
      assertTaken(spool, 0, 2);
    }
    Files.delete(directory.resolve("position"));
    try (Spool spool = open(ROOMY)) {
      assertTaken(spool, 0, 6);
    }
  }

  @Test
  void afterAFileCouldNotBeDeletedTheEntriesOfTheNextOneAreAllRead() throws IOException {
    try (Spool spool = open(8 * 1024)) {
      spool.append(entries(0, 150));
      Path first = segments().getFirst();
      Files.delete(first);
      Files.createFile(Files.createDirectory(first).resolve("prevents that it is deleted"));
      int inFirst = Integer.parseInt(segments().get(1).getFileName().toString().replace(".spool", ""));
      spool.read(inFirst);
      assertThrows(IOException.class, () -> spool.acknowledge(inFirst));
      assertTaken(spool, inFirst, 150);
    }
  }

  @Test
  void theFileOfThePositionHasItsFinalSizeFromTheStart() throws IOException {
    Path position = directory.resolve("position");
    for (int early = 0; early < 2; early++) {
      try (Spool spool = open(ROOMY)) {
        assertEquals(32, Files.size(position));
        spool.append(entries(2 * early, 2 * early + 2));
        assertTaken(spool, 2 * early, 2 * early + 2);
        assertEquals(32, Files.size(position));
      }
    }
  }

  @Test
  void anyBytesAreAnEntryNoneToo() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Spool spool = open(ROOMY)) {
      spool.append(new byte[0]);
      spool.append(all);
      List<byte[]> read = new ArrayList<>(spool.read(2));
      assertEquals(0, read.getFirst().length);
      assertArrayEquals(all, read.getLast());
    }
  }

  @Test
  void entriesOfAnySizeComeInOrderWhenTheyWereAppendedTogether() throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (int size : new int[] {3, 20, EntryFrame.LARGE_BYTES, 700_000, 5, EntryFrame.LARGE_BYTES - 1, 262_144}) {
      byte[] entry = new byte[size];
      new Random(size).nextBytes(entry);
      entries.add(entry);
    }
    try (Spool spool = Spool.open(directory, 64 << 20, FlushMode.ENTRIES, "batches")) {
      assertEquals(entries.size(), spool.append(entries));
    }
    try (Spool spool = open(64 << 20)) {
      assertArrayEquals(entries.toArray(), spool.read(10).toArray());
    }
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    try (Spool spool = open(ROOMY)) {
      spool.append(entry(0));
      String message = assertThrows(IOException.class, () -> open(ROOMY)).getMessage();
      assertEquals("cannot keep alerts in " + directory + ": this process uses it already", message);
    }
    Path file = Files.createFile(directory.resolve("file"));
    String message = assertThrows(IOException.class, () -> Spool.open(file, ROOMY, false)).getMessage();
    assertEquals("cannot keep alerts in " + file + ": " + file + " is not a directory", message);
  }

  @Test
  void theDirectoryIsFreeAfterASpoolCouldNotBeOpened() throws IOException {
    Path position = Files.createDirectory(directory.resolve("position"));
    assertThrows(IOException.class, () -> open(ROOMY));
    Files.delete(position);
    open(ROOMY).close();
  }

  @Test
  void onlyWhatWasReadCanBeAcknowledged() throws IOException {
    try (Spool spool = open(ROOMY)) {
      spool.append(entries(0, 3));
      spool.read(2);
      assertThrows(IllegalArgumentException.class, () -> spool.acknowledge(3));
      spool.acknowledge(2);
      assertThrows(IllegalArgumentException.class, () -> spool.acknowledge(1));
    }
  }
}
