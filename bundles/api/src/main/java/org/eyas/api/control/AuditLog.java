package org.eyas.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who changed what of the running engine, and when. Entries are appended to a file. May be called from any thread. */
@ProviderType
public interface AuditLog {
  /** Adds an entry; it is on disk when this returns, or the log says that it could not be written. */
  void add(AuditEntry entry);

  /** The newest entries, the newest first. */
  List<AuditEntry> recent(int most);
}
