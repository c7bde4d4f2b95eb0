package org.eyas.selfwatch;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;

/** An audit log in memory. */
final class FakeAudit implements AuditLog {
  private final ConcurrentLinkedDeque<AuditEntry> entries = new ConcurrentLinkedDeque<>();

  @Override
  public void add(AuditEntry entry) {
    entries.addFirst(entry);
  }

  @Override
  public List<AuditEntry> recent(int limit) {
    return entries.stream().limit(limit).toList();
  }
}
