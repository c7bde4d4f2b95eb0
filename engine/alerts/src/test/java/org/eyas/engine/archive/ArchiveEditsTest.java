package org.eyas.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.api.history.PastAlert;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.ChainDigest;
import org.eyas.evidence.chain.ChainFinding;
import org.eyas.spool.EntryFrame;
import org.eyas.testkit.fuzz.RecordEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits a history as its owner or root can. {@code -Deyas.edits=10000} makes more edits. */
class ArchiveEditsTest {
  private static final long MEGABYTE = 1 << 20;
  private static final Pattern NUMBER = Pattern.compile("alert (\\d+)");

  @TempDir private Path folder;

  private static void append(AlertArchive archive, long first, int count) throws IOException {
    for (int done = 0; done < count; done += 50) {
      archive.append(SomeAlerts.numbered(first + done, Math.min(50, count - done)));
    }
  }

  private String write(long bytes, long first, int count) throws IOException {
    try (AlertArchive archive = AlertArchive.open(folder, bytes)) {
      append(archive, first, count);
      return archive.head();
    }
  }

  private ChainCheckResult check(String head) throws IOException {
    ChainCheckResult result = new ChainCheckResult("history", Set.of(head));
    ArchiveCheck.check(folder, result);
    return result;
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static List<Integer> ends(byte[] content) {
    List<Integer> ends = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(content);
    for (int at = 0; EntryFrame.lengthAt(bytes, at) >= 0;) {
      at += EntryFrame.HEADER_BYTES + EntryFrame.lengthAt(bytes, at);
      ends.add(at);
    }
    return ends;
  }

  private void assertIntact(String head, long entries) throws IOException {
    ChainCheckResult result = check(head);
    assertEquals(List.of(), result.findings());
    assertTrue(!result.found().isEmpty());
    assertEquals(head, result.head());
    assertEquals(entries, result.entries());
  }

  @Test
  void everyRandomEditIsFoundAndItsPlaceIsNamed() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    int edits = Integer.getInteger("eyas.edits", 400);
    System.out.println(edits + " edits of a history from seed " + seed);
    String head = write(64 * MEGABYTE, 1, 900);
    List<Path> files = files(".alerts");
    assertTrue(files.size() > 2, () -> "only " + files);
    assertIntact(head, 900);
    Random random = new Random(seed);
    int onlyByHead = 0;
    for (int i = 0; i < edits; i++) {
      RecordEdit edit = RecordEdit.random(random, files, ArchiveEditsTest::ends);
      edit.apply();
      ChainCheckResult result = check(head);
      edit.undo();
      if (edit.file().equals(files.getLast()) && edit.isCutAtAnEntry(ends(edit.original()))) {
        assertEquals(Set.of(), result.found(), edit::toString); // an index that was written before may show it, too
        onlyByHead++;
      } else {
        assertNamed(edit, files, result.findings());
      }
    }
    System.out.println("found: " + edits + ", of these only by the head: " + onlyByHead);
    assertIntact(head, 900);
  }

  // The alert with the first edited byte, or one beside it; after removed alerts, the next one.
  private static void assertNamed(RecordEdit edit, List<Path> files, List<ChainFinding> findings) {
    List<Integer> ends = ends(edit.original());
    long first = Long.parseLong(String.valueOf(edit.file().getFileName()).substring(0, 20));
    long from = first + ends.stream().filter(end -> end <= edit.from()).count();
    long to = first + ends.stream().filter(end -> end < edit.to()).count();
    Path next = files.get(Math.min(files.size() - 1, files.indexOf(edit.file()) + 1));
    assertTrue(findings.stream().anyMatch(finding -> isNamed(finding, from, to, List.of(edit.file(), next))),
        () -> edit + ", alerts " + from + " to " + to + ": " + findings);
  }

  private static boolean isNamed(ChainFinding finding, long from, long to, List<Path> files) {
    Matcher number = NUMBER.matcher(finding.place());
    long named = number.find() ? Long.parseLong(number.group(1)) : 0; // before the first alert there is no number
    return files.stream().anyMatch(file -> finding.place().startsWith(file.toString())) && named <= to + 1
        && (named >= from - 1 || named == 0 && from == 1);
  }

  @Test
  void aChangedByteOfAnIndexIsFound() throws IOException {
    write(64 * MEGABYTE, 1, 900);
    Path index = files(".index").getFirst();
    byte[] bytes = Files.readAllBytes(index);
    bytes[bytes.length / 2] ^= 1;
    Files.write(index, bytes);
    assertTrue(check("").findings().getFirst().toString().startsWith(index + ": does not describe the alerts"));
  }

  @Test
  void theChainContinuesAfterARestartAnIncompleteAlertAndDroppedFiles() throws IOException {
    write(MEGABYTE, 1, 10);
    Files.write(files(".alerts").getLast(), new byte[] {0, 0, 2, 0, 1, 2, 3}, StandardOpenOption.APPEND);
    assertTrue(check("").findings().getFirst().text().startsWith("ends in the middle of an alert"));
    assertFalse(check("").isBroken());
    String early = write(MEGABYTE, 11, 1);
    assertIntact(early, 11);
    String head = write(MEGABYTE, 12, 5_000);
    ChainCheckResult result = check(head);
    assertEquals(List.of(), result.findings());
    assertTrue(!result.found().isEmpty() && result.entries() < 4_000 && files(".alerts").size() > 1);
    assertFalse(check(early).found().contains(early), "its alert was dropped");
  }

  @Test
  void aRemovedOldestFileIsFoundAlsoAfterItIsReplacedByDropping() throws IOException {
    write(MEGABYTE, 1, 5_000);
    Path oldest = files(".alerts").getFirst();
    Files.delete(oldest);
    ChainFinding finding = check("").findings().getFirst();
    assertTrue(finding.place().equals(files(".alerts").getFirst().toString()), finding::toString);
    assertTrue(finding.text().contains("were removed, but not by the engine"), finding::toString);
    write(MEGABYTE, 5_001, 50);
    assertTrue(check("").isBroken(), "the engine does not count removed files as dropped");
  }

  @Test
  void filesThatAreRemovedWhileTheEngineWritesAreFound() throws IOException {
    try (AlertArchive archive = AlertArchive.open(folder, 64 * MEGABYTE)) {
      append(archive, 1, 900);
      String before = archive.head();
      Files.delete(files(".alerts").getFirst());
      Files.delete(files(".alerts").getLast());
      append(archive, 901, 10);
      ChainCheckResult result = check(before);
      assertTrue(result.isBroken());
    }
  }

  @Test
  void aKillBeforeDroppedFilesAreDeletedLeavesNoFinding() throws IOException {
    write(64 * MEGABYTE, 1, 900);
    List<Path> before = files(".alerts");
    byte[] oldest = Files.readAllBytes(before.getFirst());
    String head = write(MEGABYTE / 2, 901, 50);
    assertFalse(Files.exists(before.getFirst()));
    assertEquals(List.of(), check(head).findings());
    Path second = files(".alerts").getFirst();
    if (second.equals(before.get(1))) {
      Files.write(before.getFirst(), oldest);
    }
    assertEquals(List.of(), check(head).findings());
  }

  @Test
  void alertsOfAnEarlierVersionAreNotChainedAndNewOnesAre() throws IOException {
    List<byte[]> old = SomeAlerts.numbered(1, 5).stream().map(ArchivedAlertCodec::of).toList();
    Files.write(folder.resolve("00000000000000000001.alerts"), EntryFrame.pack(old).getFirst().array());
    String head = write(64 * MEGABYTE, 6, 400);
    ChainCheckResult result = check(head);
    assertEquals(List.of(), result.findings());
    assertEquals(5, result.unchained());
    assertEquals(400, result.entries());
    try (AlertArchive archive = AlertArchive.open(folder, 64 * MEGABYTE)) {
      assertEquals(SomeAlerts.numbered(3), archive.find(3).orElseThrow());
      assertEquals(SomeAlerts.numbered(7), archive.find(7).orElseThrow());
    }
  }

  @Test
  void anAlertThatSomebodyAddsWithARightChecksumIsFound() throws IOException {
    write(64 * MEGABYTE, 1, 20);
    Path file = files(".alerts").getFirst();
    PastAlert invented = SomeAlerts.numbered(21);
    byte[] plain = ArchivedAlertCodec.of(invented);
    byte[] linked = ChainLink.append(plain, ChainDigest.start(), new ChainDigest());
    for (byte[] entry : List.of(plain, linked)) {
      byte[] before = Files.readAllBytes(file);
      Files.write(file, EntryFrame.pack(List.of(entry)).getFirst().array(), StandardOpenOption.APPEND);
      assertTrue(check("").isBroken());
      assertTrue(check("").findings().getFirst().place().endsWith("alert 21"));
      Files.write(file, before);
    }
  }

  @Test
  void aHistoryThatRootWritesAnewIsOnlyFoundByTheHead() throws IOException {
    String kept = write(64 * MEGABYTE, 1, 20);
    for (Path file : files("")) {
      Files.delete(file);
    }
    write(64 * MEGABYTE, 2, 19);
    ChainCheckResult result = check(kept);
    assertEquals(List.of(), result.findings());
    assertEquals(Set.of(), result.found());
  }
}
