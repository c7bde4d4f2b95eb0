package org.eyas.control.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audit logs of released versions: one change, and one that was refused. */
class ReleasedAuditLogTest {
  private static final String FILE = "audit.jsonl";
  private static final AuditEntry DONE =
      new AuditEntry(Instant.parse("2026-01-02T03:04:05.678Z"), "cli:uid 0 pid 7", "set a key", "a \"b\"", true);
  private static final AuditEntry REFUSED =
      new AuditEntry(Instant.parse("2026-01-02T03:04:06Z"), "console:bob", "add a mute", "größer", false);

  @TempDir private Path folder;

  private static void write(Path to) throws IOException {
    Files.deleteIfExists(to.resolve(FILE));
    AuditFile log = log(to);
    log.add(DONE);
    log.add(REFUSED);
  }

  private static AuditFile log(Path directory) {
    return new AuditFile(directory.resolve(FILE), () -> {});
  }

  @Test
  void entriesOfAllVersionsAreRead() throws Exception {
    for (Path released : ReleasedFiles.copies("audit", folder, ReleasedAuditLogTest::write)) {
      assertEquals(List.of(REFUSED, DONE), log(released).recent(9), released.toString());
    }
  }

  @Test
  void membersAndLinesOfALaterVersionAreIgnoredAndStay() throws Exception {
    write(folder);
    String newer =
        "{\"time\":\"2026-01-02T03:04:07Z\",\"who\":\"w\",\"what\":\"x\",\"detail\":\"d\",\"done\":true,\"chain\":{\"a\":[1,\"b\"]}}\n"
            + "{\"kind\":\"seal\",\"time\":17}\n";
    Files.writeString(folder.resolve(FILE), newer, StandardOpenOption.APPEND);
    AuditFile log = log(folder);
    assertEquals(new AuditEntry(Instant.parse("2026-01-02T03:04:07Z"), "w", "x", "d", true), log.recent(9).getFirst());
    assertEquals(3, log.recent(9).size());
    log.add(DONE);
    assertTrue(Files.readString(folder.resolve(FILE)).contains(newer));
  }
}
