package org.eyas.control.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  @TempDir private Path folder;

  private static AuditEntry entry(String detail) {
    return new AuditEntry(Instant.parse("2026-01-02T03:04:05.678Z"), "cli:uid 0 pid 7", "set a key", detail, true);
  }

  private Path path() {
    return folder.resolve("log/eyas/audit.jsonl");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void anEntryIsOneLineInAFileThatOnlyItsOwnerReads() throws IOException {
    AuditFile file = new AuditFile(path(), () -> {});
    file.add(entry("a \"b\"\nc"));
    file.add(entry("é\u202e\u009b"));
    assertEquals(
        List.of(
            "{\"time\":\"2026-01-02T03:04:05.678Z\",\"who\":\"cli:uid 0 pid 7\",\"what\":\"set a key\","
                + "\"detail\":\"a \\\"b\\\"\\nc\",\"done\":true}",
            "{\"time\":\"2026-01-02T03:04:05.678Z\",\"who\":\"cli:uid 0 pid 7\",\"what\":\"set a key\","
                + "\"detail\":\"é\\u202e\\u009b\",\"done\":true}"),
        Files.readAllLines(path()).stream().map(line -> line.replaceFirst(",\"before\":\"\\w{64}\",\"chain\":\"\\w{64}\"}$", "}"))
            .toList());
    assertEquals("é\u202e\u009b", new AuditFile(path(), () -> {}).recent(1).getFirst().detail());
    assertEquals("rw-------", mode(path()));
    assertEquals("rwx------", mode(path().getParent()));
  }

  @Test
  void whatWasWrittenBeforeTheStartIsRecentToo() throws IOException {
    new AuditFile(path(), () -> {}).add(entry("before"));
    Files.writeString(path(), "{\"time\":\"2026-01-02T", StandardOpenOption.APPEND);
    AuditFile file = new AuditFile(path(), () -> {});
    file.add(entry("after"));
    assertEquals(List.of(entry("after"), entry("before")), file.recent(9));
    assertEquals(List.of(entry("after")), file.recent(1));
    assertEquals(3, Files.readAllLines(path()).size());
  }

  @Test
  void aFileThatCannotBeWrittenLosesNoEntryAndSaysSoUntilItCan() throws IOException {
    Path used = Files.writeString(folder.resolve("file"), "");
    Path below = used.resolve("below/audit.jsonl");
    List<String> reported = new ArrayList<>();
    List<AuditFile> files = new ArrayList<>();
    AuditFile file = new AuditFile(below, () -> reported.add(files.getFirst().problem()));
    files.add(file);
    assertEquals("", file.problem());
    file.add(entry("one"));
    file.add(entry("two"));
    assertEquals(List.of(entry("two"), entry("one")), file.recent(9));
    assertEquals(List.of(file.problem()), reported);
    assertTrue(file.problem().startsWith(below + " cannot be written (java.nio.file."), file.problem());
    assertTrue(file.problem().endsWith("see eyas.audit.file"), file.problem());
    Files.delete(used);
    file.add(entry("three"));
    assertEquals("", reported.getLast());
    assertEquals(List.of(entry("three"), entry("two"), entry("one")), new AuditFile(below, () -> {}).recent(9));
  }

  @Test
  void readingTheEntriesWritesPendingOnes() throws IOException {
    Path used = Files.writeString(folder.resolve("file"), "");
    AuditFile file = new AuditFile(used.resolve("audit.jsonl"), () -> {});
    file.add(entry("one"));
    Files.delete(used);
    file.recent(9);
    assertEquals("", file.problem());
    assertEquals(1, Files.readAllLines(used.resolve("audit.jsonl")).size());
  }

  @Test
  void aSearchFindsEntriesThatAreNoLongerInMemoryEachOnce() throws IOException {
    List<String> lines = new ArrayList<>(List.of(AuditLine.write(entry("the first é"))));
    for (int i = 0; i < 1_500; i++) {
      lines.add(AuditLine.write(entry("number " + i + " " + "x".repeat(i % 97))));
    }
    Files.createDirectories(path().getParent());
    Files.write(path(), lines);
    AuditFile file = new AuditFile(path(), () -> {});
    file.add(entry("the last"));
    assertEquals(1_000, file.recent(9_999).size());
    assertEquals(
        List.of(entry("the last"), entry("the first é")), file.find(entry -> entry.detail().startsWith("the"), 9));
    List<AuditEntry> all = file.find(entry -> true, 9_999);
    assertEquals(1_502, all.size());
    assertEquals(1_502, all.stream().map(AuditEntry::detail).distinct().count());
    assertTrue(all.get(1).detail().startsWith("number 1499 ") && all.get(1_500).detail().startsWith("number 0 "));
    assertEquals(1_200, file.find(entry -> true, 1_200).size());
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Path link = Files.createSymbolicLink(folder.resolve("audit.jsonl"), elsewhere);
    new AuditFile(link, () -> {}).add(entry("one"));
    assertFalse(Files.exists(elsewhere));
  }
}
