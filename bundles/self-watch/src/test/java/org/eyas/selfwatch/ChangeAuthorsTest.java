package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeAuthorsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final List<FileChange> CHANGE = List.of(new FileChange(Path.of("/etc/eyas/eyas.yaml"), "changed"));

  private final FakeHistory history = new FakeHistory();
  private final FakeAudit audit = new FakeAudit();
  private final ChangeAuthors authors = new ChangeAuthors(history, () -> audit);

  private void entry(int secondsAgo, String what) {
    audit.add(new AuditEntry(NOW.minusSeconds(secondsAgo), "cli:uid 0 pid 7", what, "", true));
  }

  private void alert(int secondsAgo, Map<String, @Nullable Object> fields) {
    long nanos = TimeUnit.SECONDS.toNanos(NOW.getEpochSecond() - secondsAgo);
    history.add(
        new Alert(nanos, Priority.WARNING, "File written", "syscall", "", new TreeMap<>(fields), Collections.emptySortedSet()));
  }

  @Test
  void aStopIsThatOfTheClientThatAskedForItAMomentAgo() {
    assertEquals("a signal", authors.ofStop(NOW));
    entry(60, "stop engine");
    assertEquals("a signal", authors.ofStop(NOW));
    entry(1, "attempt: stop engine");
    assertEquals("cli:uid 0 pid 7", authors.ofStop(NOW));
  }

  @Test
  void aChangeThatTheEngineMadeIsThatOfItsClient() {
    entry(1, "set configuration key");
    assertEquals("cli:uid 0 pid 7 (set configuration key)", authors.ofChange(CHANGE, NOW));
  }

  @Test
  void aCommandThatChangesNoFileIsNotItsAuthor() {
    entry(1, "log in");
    entry(1, "attempt: reload");
    assertEquals("unknown", authors.ofChange(CHANGE, NOW));
  }

  @Test
  void anotherChangeIsThatOfTheProgramInTheAlertAboutTheFile() {
    alert(2, Map.of("file.changed", List.of("/etc/eyas/eyas.yaml"), "proc.cmdline", "vi eyas.yaml", "user.name", "ann"));
    alert(1, Map.of("fd.name", "/etc/passwd", "proc.cmdline", "vipw", "user.name", "root"));
    assertEquals("vi eyas.yaml (user ann)", authors.ofChange(CHANGE, NOW));
  }

  @Test
  void anOldAlertOrOneWithoutACommandNamesNobody() {
    alert(60, Map.of("fd.name", "/etc/eyas/eyas.yaml", "proc.cmdline", "vi eyas.yaml", "user.name", "ann"));
    alert(1, Map.of("fd.name", "/etc/eyas/eyas.yaml"));
    assertEquals("unknown", authors.ofChange(CHANGE, NOW));
  }
}
