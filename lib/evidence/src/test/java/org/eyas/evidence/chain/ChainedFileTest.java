package org.eyas.evidence.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedFileTest {
  private static final long LIMIT = 4_000;

  @TempDir private Path folder;
  private Path path;
  private Path moved;

  @BeforeEach
  void names() {
    path = folder.resolve("deep/journal");
    moved = folder.resolve("deep/journal.1");
  }

  private ChainedFile file() {
    return new ChainedFile(path, LIMIT);
  }

  private ChainedFile unlimited() {
    return new ChainedFile(path, ChainedFile.UNLIMITED);
  }

  private static void append(ChainedFile file, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      file.append("{\"number\":" + i + "}");
    }
  }

  private ChainCheckResult check(String head) throws IOException {
    ChainCheckResult result = new ChainCheckResult("evidence", Set.of(head));
    LineChainCheck.checkDropped(RotatedLineFiles.of(path), result);
    return result;
  }

  private void assertIntact(String head, int entries) throws IOException {
    ChainCheckResult result = check(head);
    assertEquals(List.of(), result.findings());
    assertEquals(Set.of(head), result.found());
    assertEquals(entries, result.entries());
  }

  @Test
  void aFullFileIsMovedAndTheOldestLinesAreDroppedOpenly() throws IOException {
    ChainedFile file = file();
    append(file, 5);
    String early = file.head();
    append(file, 95);
    assertEquals(List.of(moved, path), RotatedLineFiles.of(path));
    assertTrue(Files.size(path) + Files.size(moved) <= LIMIT);
    assertEquals(List.of(), check(file.head()).findings());
    assertEquals(Set.of(), check(early).found(), "its line was dropped");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void filesThatSomebodyElseRemovedAreFound() throws IOException {
    append(file(), 15);
    assertTrue(Files.exists(moved), "nothing was dropped yet");
    Files.delete(moved);
    assertTrue(check("").isBroken());
    append(file(), 100);
    assertFalse(check("").isBroken());
    Files.delete(moved);
    ChainFinding finding = check("").findings().getFirst();
    assertTrue(finding.toString().startsWith(path + ":1: entries before this one were removed, but not by the engine"),
        finding::toString);
  }

  @Test
  void aKillWhileAFileIsMovedLeavesNoFinding() throws IOException {
    append(file(), 100);
    Files.move(moved, folder.resolve("deep/journal.2"));
    Files.move(path, moved); // killed before the line
    assertEquals(List.of(), check("").findings());
    ChainedFile next = file();
    assertTrue(next.append("{\"a\":1}"), "it begins a file");
    assertFalse(Files.exists(folder.resolve("deep/journal.2")));
    assertEquals(List.of(), check(next.head()).findings());
  }

  @Test
  void theChainContinuesAfterTheFileWasMovedAwayWithAndWithoutARestart() throws IOException {
    ChainedFile file = unlimited();
    append(file, 3);
    Files.move(path, moved);
    append(file, 3);
    Files.move(moved, folder.resolve("deep/journal.2"));
    Files.move(path, moved);
    ChainedFile restarted = unlimited();
    append(restarted, 3);
    assertIntact(restarted.head(), 9);
  }

  @Test
  void enginesThatShareAFileContinueEachOther() throws IOException {
    ChainedFile one = unlimited();
    ChainedFile two = unlimited();
    assertEquals(ChainDigest.START, two.head());
    append(one, 3);
    append(two, 2);
    append(one, 1);
    append(two, 4);
    assertIntact(two.head(), 10);
  }

  @Test
  void linesThatAreRemovedWhileTheEngineRunsBreakTheChain() throws IOException {
    ChainedFile file = unlimited();
    append(file, 5);
    List<String> lines = Files.readAllLines(path);
    Files.write(path, lines.subList(0, 3));
    append(file, 1);
    assertTrue(check("").isBroken());
    assertEquals(path + ":4", check("").findings().getFirst().place());
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheNextOneIsWritten() throws IOException {
    ChainedFile file = unlimited();
    append(file, 1);
    String large = "{\"text\":\"" + "x".repeat(ChainedLine.MOST_BYTES) + "\"}";
    assertThrows(IOException.class, () -> file.append(large));
    append(file, 1);
    assertIntact(file.head(), 2);
  }

  @Test
  void aTextOfAnEntryIsNotTakenForADroppedFile() throws IOException {
    ChainedFile file = unlimited();
    append(file, 2);
    String before = file.head();
    file.append("{\"text\":\",\\\"dropped\\\":\\\"" + before + "\"}");
    List<String> lines = Files.readAllLines(path);
    Files.write(path, lines.subList(2, 3));
    assertTrue(check("").isBroken());
  }

  @Test
  void aLinkInPlaceOfTheFileIsNotFollowed() throws IOException {
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, folder.resolve("elsewhere"));
    assertThrows(IOException.class, () -> append(unlimited(), 1));
    assertFalse(Files.exists(folder.resolve("elsewhere")));
  }
}
