package org.eyas.selfwatch;

import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.jspecify.annotations.Nullable;

/** Finds the entries of the audit log that are new since the last call. Only one thread calls {@link #newEntries}. */
final class AuditFollower {
  private static final int MOST = 100;
  private static final String ATTEMPT = "attempt: ";

  private final Supplier<@Nullable AuditLog> log;
  private @Nullable AuditEntry last;
  private boolean begun;

  /** @param log the log; null while there is none */
  AuditFollower(Supplier<@Nullable AuditLog> log) {
    this.log = log;
  }

  /** The new entries about finished or refused changes, oldest first; the first call returns none. */
  List<AuditEntry> newEntries() {
    AuditLog there = log.get();
    if (there == null) {
      return List.of();
    }
    List<AuditEntry> recent = there.recent(MOST);
    AuditEntry before = last;
    boolean isFirst = !begun;
    begun = true;
    last = recent.isEmpty() ? null : recent.getFirst();
    if (isFirst) {
      return List.of();
    }
    return recent.stream()
        .takeWhile(entry -> !entry.equals(before))
        .filter(entry -> !entry.what().startsWith(ATTEMPT))
        .toList()
        .reversed();
  }
}
