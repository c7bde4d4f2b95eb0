package org.eyas.api.process;

import org.osgi.annotation.versioning.ProviderType;

/** The ids of a thread apart from its own and that of its process: a part of {@link ProcessInfo}, which says how long it is valid. */
@ProviderType
public interface ProcessIds {
  /** The id of the parent. */
  long ptid();

  /** The session id. */
  long sid();

  /** The process group. */
  long pgid();

  long vtid();

  long vpid();

  /** The process group, in the thread's own namespace. */
  long vpgid();
}
