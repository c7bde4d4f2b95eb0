package org.eyas.api.control;

import java.util.List;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Records each change to the running engine, with its time and the person who made it, by appending to a file. Any
 * thread may call it.
 */
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

  /**
   * The most recent entries that a filter accepts, newest first, among all entries that the log can still read. May
   * take long for a large file.
   *
   * @param limit the maximum number of entries
   */
  default List<AuditEntry> find(Predicate<AuditEntry> filter, int limit) {
    return recent(Integer.MAX_VALUE).stream().filter(filter).limit(limit).toList();
  }
}
