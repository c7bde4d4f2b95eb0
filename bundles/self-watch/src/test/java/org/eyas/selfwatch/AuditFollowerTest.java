package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditFollowerTest {
  private @Nullable AuditLog log = new FakeAudit();
  private final AuditFollower follower = new AuditFollower(() -> log);

  private void add(String what, boolean done) {
    if (log != null) {
      log.add(new AuditEntry(Instant.now(), "cli:uid 0 pid 7", what, "", done));
    }
  }

  private List<String> fresh() {
    return follower.newEntries().stream().map(AuditEntry::what).toList();
  }

  @Test
  void whatWasThereBeforeIsNotNew() {
    add("stop engine", true);
    assertEquals(List.of(), fresh());
    assertEquals(List.of(), fresh());
  }

  @Test
  void eachNewEntryComesOnceInOrder() {
    fresh();
    add("attempt: disable rule", true);
    add("disable rule", true);
    add("attempt: switch driver", true);
    add("switch driver", false);
    assertEquals(List.of("disable rule", "switch driver"), fresh());
    assertEquals(List.of(), fresh());
    add("reload", true);
    assertEquals(List.of("reload"), fresh());
  }

  @Test
  void withoutAnAuditLogThereAreNone() {
    log = null;
    assertEquals(List.of(), fresh());
  }
}
