package org.eyas.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Records who changed what in the running engine, and when, by appending to a file. Any thread may call it. */
@ProviderType
public interface AuditLog {
  /** Adds an entry. When this returns, the entry is on disk, or the log says that it could not be written. */
  void add(AuditEntry entry);

  /**
   * The most recent entries, newest first.
   *
   * @param limit the maximum number of entries
   */
  List<AuditEntry> recent(int limit);
}
