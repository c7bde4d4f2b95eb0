package org.eyas.control.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eyas.api.control.AuditEntry;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.ChainFinding;
import org.eyas.evidence.chain.LineChainCheck;
import org.eyas.testkit.fuzz.RecordEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits an audit log as its owner or root can. {@code -Deyas.edits=10000} makes more edits. */
class AuditEditsTest {
  @TempDir private Path folder;
  private Path moved = Path.of("");
  private Path path = Path.of("");

  @BeforeEach
  void names() {
    moved = folder.resolve("audit.jsonl.1");
    path = folder.resolve("audit.jsonl");
  }

  private AuditFile file() {
    return new AuditFile(path, () -> {});
  }

  private static void add(AuditFile file, int from, int to) {
    for (int i = from; i < to; i++) {
      file.add(new AuditEntry(Instant.ofEpochSecond(i), "cli:uid 0 pid " + i, "set \"a\" key\n", "é " + "x".repeat(i % 50),
          i % 3 > 0));
    }
  }

  private ChainCheckResult check(String head) throws IOException {
    ChainCheckResult result = new ChainCheckResult("audit", Set.of(head));
    LineChainCheck.check(List.of(moved, path).stream().filter(Files::exists).toList(), result);
    return result;
  }

  private static List<Integer> ends(byte[] content) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }

  @Test
  void everyRandomEditIsFoundAndItsLineIsNamed() throws IOException {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    int edits = Integer.getInteger("eyas.edits", 2_000);
    System.out.println(edits + " edits of an audit log from seed " + seed);
    AuditFile file = file();
    add(file, 0, 40);
    Files.move(path, moved);
    add(file, 40, 60);
    add(file(), 60, 80); // after a restart
    String head = file().head();
    assertEquals(List.of(), check(head).findings());
    assertTrue(check(head).found().contains(head));
    assertEquals(80, check(head).entries());
    Random random = new Random(seed);
    int onlyByHead = 0;
    for (int i = 0; i < edits; i++) {
      RecordEdit edit = RecordEdit.random(random, List.of(moved, path), AuditEditsTest::ends);
      edit.apply();
      ChainCheckResult result = check(head);
      edit.undo();
      if (result.findings().isEmpty()) {
        assertTrue(edit.file().equals(path) && edit.isCutAtAnEntry(ends(edit.original())), edit::toString);
        assertEquals(Set.of(), result.found(), edit::toString);
        onlyByHead++;
      } else {
        assertNamed(edit, result.findings());
      }
    }
    System.out.println("found: " + edits + ", of these only by the head: " + onlyByHead);
  }

  private void assertNamed(RecordEdit edit, List<ChainFinding> findings) {
    List<Integer> ends = ends(edit.original());
    long from = 1 + ends.stream().filter(end -> end <= edit.from()).count();
    long to = 1 + ends.stream().filter(end -> end < edit.to()).count();
    assertTrue(findings.stream().anyMatch(finding -> {
      String file = finding.place().substring(0, finding.place().lastIndexOf(':'));
      long line = Long.parseLong(finding.place().substring(file.length() + 1));
      return file.equals(edit.file().toString()) && line >= from - 1 && line <= to + 1
          || file.equals(path.toString()) && line == 1;
    }), () -> edit + ", lines " + from + " to " + to + ": " + findings);
  }

  @Test
  void anIncompleteLineAfterACrashIsNotAChange() throws IOException {
    add(file(), 0, 3);
    Files.writeString(path, "{\"time\":\"2026-01-02T", StandardOpenOption.APPEND);
    assertTrue(check("").findings().getFirst().toString().startsWith(path + ":4: ends in the middle of an entry"));
    add(file(), 3, 5);
    ChainCheckResult result = check("");
    assertFalse(result.isBroken());
    assertEquals(5, result.entries());
    assertTrue(result.findings().getFirst().toString().startsWith(path + ":4: is not a complete entry"));
  }

  @Test
  void linesOfAnEarlierVersionAreNotChained() throws IOException {
    Files.writeString(path, AuditLine.write(new AuditEntry(Instant.EPOCH, "ann", "log in", "", true)) + "\n");
    add(file(), 0, 3);
    ChainCheckResult result = check("");
    assertEquals(List.of(), result.findings());
    assertEquals(1, result.unchained());
    assertEquals(3, result.entries());
    Files.writeString(path, AuditLine.write(new AuditEntry(Instant.EPOCH, "ann", "log in", "", true)) + "\n",
        StandardOpenOption.APPEND);
    assertTrue(check("").isBroken(), "somebody without the engine added a line");
  }

  @Test
  void aLogThatRootWritesAnewIsOnlyFoundByTheHead() throws IOException {
    add(file(), 0, 5);
    String kept = file().head();
    Files.delete(path);
    add(file(), 1, 5);
    assertEquals(List.of(), check(kept).findings());
    assertFalse(check(kept).found().contains(kept));
  }
}
